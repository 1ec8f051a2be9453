/** A workload without an HPA, whose own replicas are the lever: its snapshot, and a change of it as a merge patch. */
import type { FloorRecord } from '../../core/model/floor-record.ts';
import type { TargetChange } from '../../core/model/plan.ts';
import type { TargetKind, TargetRef, TargetSnapshot } from '../../core/model/target.ts';
import type { JsonObject } from '../json.ts';
import { managerOf } from '../managed-fields.ts';
import { readAnnotated, recordPatch, refOfObject, type TargetObject } from './annotations.ts';

/** Of any kind that has `/scale` and counts its ready pods. */
export interface Workload extends TargetObject {
  /** Left out, it is 1: an Argo Rollout has no defaults filled in. */
  readonly spec: { readonly replicas?: number };
  readonly status?: { readonly readyReplicas?: number };
}

export type WorkloadKind = Exclude<TargetKind, 'HorizontalPodAutoscaler' | 'ScaledObject'>;

/** `scaler`: the HPA or ScaledObject that scales the workload; undefined when its replicas are its owner's word. */
export function workloadSnapshot(
  workload: Workload,
  kind: WorkloadKind,
  scaler: TargetRef | undefined,
): TargetSnapshot {
  const replicas = workload.spec.replicas ?? 1;
  return {
    ...readAnnotated(workload),
    ref: refOfObject(workload, kind),
    lever: 'replicas',
    controlledBy: scaler,
    min: replicas,
    max: undefined,
    scaleDownWindow: { kind: 'absent' },
    replicas,
    readyReplicas: workload.status?.readyReplicas ?? 0,
    metrics: [],
    minManager: managerOf(workload.metadata, ['spec', 'replicas']),
    maxManager: undefined,
    windowManager: undefined,
  };
}

/** Replicas and record in one merge patch of the workload itself. */
export const workloadPatch = (change: TargetChange, record: FloorRecord | null): JsonObject => ({
  metadata: recordPatch(record),
  spec: { replicas: change.min },
});
