/** From the objects of the API to the snapshot that core decides on, and from its change back to a merge patch. */
import {
  type FloorRecord,
  formatRecord,
  parseRecord,
  RECORD_ANNOTATION,
} from '../../core/model/floor-record.ts';
import type { TargetChange } from '../../core/model/plan.ts';
import type {
  RecordReading,
  ScaleDownWindow,
  TargetKind,
  TargetRef,
  TargetSnapshot,
} from '../../core/model/target.ts';
import { PROFILE_ANNOTATION, parseProfile } from '../../core/model/workload-profile.ts';
import { isFilledIn } from '../api/admission.ts';
import { managerOf } from '../api/managed-fields.ts';
import type { JsonObject } from '../api/merge-patch.ts';
import type { Deployment, HorizontalPodAutoscaler, KubeObject } from '../api/objects.ts';
import { readMetrics } from './metric-readings.ts';

export const PAUSED_ANNOTATION = 'forescale.dev/paused';

export function hpaSnapshot(hpa: HorizontalPodAutoscaler, workload: Deployment): TargetSnapshot {
  return {
    ...common(hpa, 'spec.minReplicas'),
    ref: refOfObject(hpa, 'HorizontalPodAutoscaler'),
    lever: 'minReplicas',
    min: hpa.spec.minReplicas,
    max: hpa.spec.maxReplicas,
    scaleDownWindow: windowOf(hpa),
    replicas: workload.spec.replicas,
    readyReplicas: workload.status?.readyReplicas ?? 0,
    metrics: readMetrics(hpa),
  };
}

export function deploymentSnapshot(workload: Deployment): TargetSnapshot {
  return {
    ...common(workload, 'spec.replicas'),
    ref: refOfObject(workload, 'Deployment'),
    lever: 'replicas',
    min: workload.spec.replicas,
    max: undefined,
    scaleDownWindow: { kind: 'absent' },
    replicas: workload.spec.replicas,
    readyReplicas: workload.status?.readyReplicas ?? 0,
    metrics: [],
  };
}

export function hpaPatch(change: TargetChange, record: FloorRecord | null): JsonObject {
  return {
    metadata: { annotations: { [RECORD_ANNOTATION]: record === null ? null : formatRecord(record) } },
    spec: {
      minReplicas: change.min,
      maxReplicas: change.max,
      behavior: behaviorPatch(change.scaleDownSeconds),
    },
  };
}

export function deploymentPatch(change: TargetChange, record: FloorRecord | null): JsonObject {
  return {
    metadata: { annotations: { [RECORD_ANNOTATION]: record === null ? null : formatRecord(record) } },
    spec: { replicas: change.min },
  };
}

function behaviorPatch(seconds: TargetChange['scaleDownSeconds']): JsonObject | null | undefined {
  if (seconds === undefined) return undefined;
  if (seconds === 'absent') return null;
  return { scaleDown: { stabilizationWindowSeconds: seconds } };
}

export const refOfObject = ({ metadata }: KubeObject, kind: TargetKind): TargetRef => ({
  kind,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
});

function common(object: KubeObject, path: string) {
  const annotations = object.metadata.annotations ?? {};
  const profile = annotations[PROFILE_ANNOTATION];
  return {
    uid: object.metadata.uid,
    resourceVersion: object.metadata.resourceVersion,
    profile: profile === undefined ? undefined : parseProfile(profile),
    record: readRecord(annotations[RECORD_ANNOTATION]),
    minManager: managerOf(object, path),
    maxManager: managerOf(object, 'spec.maxReplicas'),
    windowManager: managerOf(object, 'spec.behavior.scaleDown.stabilizationWindowSeconds'),
    paused: annotations[PAUSED_ANNOTATION] === 'true',
  };
}

function readRecord(text: string | undefined): RecordReading {
  if (text === undefined) return { kind: 'none' };
  const record = parseRecord(text);
  return record === undefined ? { kind: 'torn', text } : { kind: 'record', record };
}

function windowOf(hpa: HorizontalPodAutoscaler): ScaleDownWindow {
  const { behavior } = hpa.spec;
  if (behavior === undefined) return { kind: 'absent' };
  return {
    kind: 'present',
    seconds: behavior.scaleDown?.stabilizationWindowSeconds ?? undefined,
    onlyOurs: isFilledIn(behavior),
  };
}
