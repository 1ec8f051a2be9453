/** What is kept of each object that is read: what the snapshots need, so that thousands fit in a small memory. */
import { RECORD_ANNOTATION } from '../../core/model/floor-record.ts';
import { PROFILE_ANNOTATION } from '../../core/model/workload-profile.ts';
import type { ObjectMeta } from '../../resources/kube-object.ts';
import { EVENT_ID_ANNOTATION } from '../../resources/surge/event-annotations.ts';
import { PAUSED_ANNOTATION } from '../../resources/target/annotations.ts';
import type { Hpa } from '../../resources/target/hpa.ts';
import type { ScaledObject } from '../../resources/target/scaled-object.ts';
import type { Workload, WorkloadKind } from '../../resources/target/workload.ts';
import { trimManagedFields } from './managed-field-trim.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import {
  DEPLOYMENTS,
  HPAS,
  type ResourceType,
  ROLLOUTS,
  SCALED_OBJECTS,
  STATEFUL_SETS,
  SURGE_SCHEDULES,
  SURGES,
} from './resource-type.ts';

/** Of the annotations, those that Forescale reads. */
const READ_ANNOTATIONS = [
  RECORD_ANNOTATION,
  PAUSED_ANNOTATION,
  PROFILE_ANNOTATION,
  'autoscaling.keda.sh/paused',
  'autoscaling.keda.sh/paused-replicas',
];

export const KEPT_HPAS: KeptType<Hpa & StoredObject> = {
  ...HPAS,
  trim: ({ metadata, spec, status }) => ({
    metadata: trimMetadata(metadata, [
      ['spec', 'minReplicas'],
      ['spec', 'maxReplicas'],
      ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds'],
    ]),
    spec,
    ...(status?.currentMetrics === undefined ? {} : { status: { currentMetrics: status.currentMetrics } }),
  }),
};

export const KEPT_SCALED_OBJECTS: KeptType<ScaledObject & StoredObject> = {
  ...SCALED_OBJECTS,
  trim: ({ metadata, spec }) => ({
    metadata: trimMetadata(metadata, [
      ['spec', 'minReplicaCount'],
      ['spec', 'maxReplicaCount'],
    ]),
    spec: pick(spec, ['scaleTargetRef', 'minReplicaCount', 'maxReplicaCount']),
  }),
};

/** Of any type that counts its pods as the types of apps/v1 do. */
export const keptWorkload = (type: ResourceType): KeptType<Workload & StoredObject> => ({
  ...type,
  trim: ({ metadata, spec, status }) => ({
    metadata: trimMetadata(metadata, [['spec', 'replicas']]),
    spec: pick(spec, ['replicas']),
    ...(status?.readyReplicas === undefined ? {} : { status: { readyReplicas: status.readyReplicas } }),
  }),
  scaled: (workload, replicas) => ({ ...workload, spec: { ...workload.spec, replicas } }),
});

export const KEPT_WORKLOADS: Readonly<Record<WorkloadKind, KeptType<Workload & StoredObject>>> = {
  Deployment: keptWorkload(DEPLOYMENTS),
  StatefulSet: keptWorkload(STATEFUL_SETS),
  Rollout: keptWorkload(ROLLOUTS),
};

/** By the kind of a target. */
export const KEPT_TARGETS = {
  HorizontalPodAutoscaler: KEPT_HPAS,
  ScaledObject: KEPT_SCALED_OBJECTS,
  ...KEPT_WORKLOADS,
};

/** A Surge is read as it is; who wrote what of it is nobody's concern, and of its annotations few are. */
export const KEPT_SURGES: KeptType<SurgeObject> = {
  ...SURGES,
  isWrittenInParts: true,
  trim: ({ metadata, spec, status }) => ({
    metadata: {
      ...pick(metadata, SURGE_METADATA),
      ...annotationsOf(metadata, [EVENT_ID_ANNOTATION]),
    },
    spec,
    status,
  }),
};

/** As it is, too. */
export const KEPT_SCHEDULES: KeptType<SurgeObject> = {
  ...SURGE_SCHEDULES,
  trim: (object) => KEPT_SURGES.trim(object),
};

const SURGE_METADATA = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'ownerReferences',
] as const;

export interface SurgeObject extends StoredObject {
  readonly metadata: StoredObject['metadata'] &
    Partial<Pick<ObjectMeta, 'annotations' | 'generation' | 'creationTimestamp' | 'ownerReferences'>>;
  readonly spec?: unknown;
  readonly status?: unknown;
}

function trimMetadata(metadata: ObjectMeta, owned: readonly (readonly string[])[]): ObjectMeta {
  const { name, namespace, uid, resourceVersion, generation, creationTimestamp, ...rest } = metadata;
  const controllers = rest.ownerReferences?.filter(({ controller }) => controller === true) ?? [];
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid,
    resourceVersion,
    generation,
    creationTimestamp,
    ...annotationsOf(metadata, READ_ANNOTATIONS),
    ...(controllers.length === 0 ? {} : { ownerReferences: controllers }),
    managedFields: trimManagedFields(rest.managedFields ?? [], owned),
  };
}

function annotationsOf(
  { annotations = {} }: Pick<ObjectMeta, 'annotations'>,
  read: readonly string[],
): Pick<ObjectMeta, 'annotations'> {
  const picked = pick(annotations, read);
  return Object.keys(picked).length === 0 ? {} : { annotations: picked };
}

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  const picked: Partial<Pick<T, K>> = {};
  for (const key of keys) if (from[key] !== undefined) picked[key] = from[key];
  return picked as Pick<T, K>;
}
