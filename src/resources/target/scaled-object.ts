/**
 * A KEDA ScaledObject and the workload it scales as a snapshot, and a change as a merge patch. Its HPA follows it: that
 * one is never written, nor looked at.
 */
import type { FloorRecord } from '../../core/model/floor-record.ts';
import type { TargetChange } from '../../core/model/plan.ts';
import type { TargetSnapshot } from '../../core/model/target.ts';
import type { JsonObject } from '../json.ts';
import { managerOf } from '../managed-fields.ts';
import { readAnnotated, recordPatch, refOfObject, type TargetObject } from './annotations.ts';
import type { Workload } from './workload.ts';

/** keda.sh/v1alpha1, cut to what is read: KEDA fills nothing in, an omitted minimum is 0, an omitted maximum 100. */
export interface ScaledObject extends TargetObject {
  readonly spec: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind?: string; readonly name: string };
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
  };
}

export function scaledObjectSnapshot(scaler: ScaledObject, workload: Workload): TargetSnapshot {
  const { metadata, spec } = scaler;
  const annotated = readAnnotated(scaler);
  return {
    ...annotated,
    paused: annotated.paused || isKedaPaused(scaler),
    ref: refOfObject(scaler, 'ScaledObject'),
    lever: 'minReplicaCount',
    controlledBy: undefined,
    min: spec.minReplicaCount,
    max: spec.maxReplicaCount,
    scaleDownWindow: { kind: 'absent' },
    replicas: workload.spec.replicas ?? 1,
    readyReplicas: workload.status?.readyReplicas ?? 0,
    metrics: [],
    minManager: managerOf(metadata, ['spec', 'minReplicaCount']),
    maxManager: managerOf(metadata, ['spec', 'maxReplicaCount']),
    windowManager: undefined,
  };
}

/** KEDA looks away then: a floor would be written in vain. */
function isKedaPaused({ metadata: { annotations = {} } }: ScaledObject): boolean {
  return (
    annotations['autoscaling.keda.sh/paused'] === 'true' ||
    annotations['autoscaling.keda.sh/paused-replicas'] !== undefined
  );
}

/** Bounds and record in one merge patch; what the change leaves out is left alone. */
export const scaledObjectPatch = (change: TargetChange, record: FloorRecord | null): JsonObject => ({
  metadata: recordPatch(record),
  spec: { minReplicaCount: change.min, maxReplicaCount: change.max },
});
