/**
 * CapacityBuffer (autoscaling.x-k8s.io/v1beta1), which Cluster Autoscaler and Karpenter both take: what Forescale writes
 * of one, how it knows its own, and what it reads. The provisioning strategy is left to the default of the API.
 */
import type {
  BufferReading,
  BufferSnapshot,
  CapacityCondition,
  ScalableRef,
} from '../core/model/capacity.ts';
import { keyOf, parseKey, type TargetRef } from '../core/model/target.ts';
import { asInstant, parseInstant } from '../core/model/time.ts';

const CAPACITY_BUFFER_API = 'autoscaling.x-k8s.io/v1beta1';

/** Whose buffers these are; also to select them by. */
const BUFFER_LABELS = { 'app.kubernetes.io/managed-by': 'forescale' } as const;
/** The target's key. With the label it makes a buffer ours: one that lacks either is never written. */
const BUFFER_TARGET_ANNOTATION = 'forescale.dev/target';

/** In the wire form, cut to what is read. */
export interface CapacityBufferObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly scalableRef?: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
    readonly replicas?: number;
  };
  readonly status?: { readonly conditions?: readonly CapacityCondition[] };
}

export interface BufferSize {
  readonly chunks: number;
  readonly scalable: ScalableRef;
}

/** The object to create. */
export const bufferDraft = (target: TargetRef, name: string, size: BufferSize) => ({
  apiVersion: CAPACITY_BUFFER_API,
  kind: 'CapacityBuffer' as const,
  metadata: {
    namespace: target.namespace,
    name,
    labels: BUFFER_LABELS,
    annotations: { [BUFFER_TARGET_ANNOTATION]: keyOf(target) },
  },
  ...bufferPatch(size),
});

/** The merge patch of one that stands. */
export const bufferPatch = ({ chunks, scalable }: BufferSize) => ({
  spec: {
    scalableRef: { apiGroup: scalable.apiGroup, kind: scalable.kind, name: scalable.name },
    replicas: chunks,
  },
});

/** What the object under the name of the target's buffer is to us. */
export function readBuffer(object: CapacityBufferObject, target: TargetRef): BufferReading {
  const owner = bufferedTarget(object);
  if (owner === undefined || keyOf(owner) !== keyOf(target)) return { kind: 'foreign' };
  return { kind: 'ours', buffer: snapshotOf(object) };
}

/** The target whose buffer this is; undefined when it is not ours. */
export function bufferedTarget({
  metadata: { labels, annotations },
}: CapacityBufferObject): TargetRef | undefined {
  const isOurs = Object.entries(BUFFER_LABELS).every(([key, value]) => labels?.[key] === value);
  return isOurs ? parseKey(annotations?.[BUFFER_TARGET_ANNOTATION] ?? '') : undefined;
}

function snapshotOf({ metadata, spec, status }: CapacityBufferObject): BufferSnapshot {
  const { apiGroup = '', kind = '', name = '' } = spec.scalableRef ?? {};
  return {
    name: metadata.name,
    uid: metadata.uid,
    chunks: spec.replicas ?? 0,
    scalable: { apiGroup, kind, name },
    createdAt: parseInstant(metadata.creationTimestamp) ?? asInstant(0),
    conditions: (status?.conditions ?? []).map(({ type, status: is, reason, message }) => ({
      type,
      status: is,
      reason,
      message,
    })),
  };
}
