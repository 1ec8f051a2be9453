/** An HPA (autoscaling/v2) and the workload it scales as the snapshot that core decides on, and a change as a merge patch. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import type { FloorRecord } from '../../core/model/floor-record.ts';
import type { TargetChange } from '../../core/model/plan.ts';
import type { ScaleDownWindow, TargetRef, TargetSnapshot } from '../../core/model/target.ts';
import type { JsonObject } from '../json.ts';
import { managerOf } from '../managed-fields.ts';
import { readAnnotated, recordPatch, refOfObject, type TargetObject } from './annotations.ts';
import { isFilledIn } from './hpa-behavior.ts';
import { type Measured, readMetrics } from './metric-readings.ts';
import type { Workload } from './workload.ts';

export interface Hpa extends TargetObject, Measured {
  readonly spec: V2HorizontalPodAutoscalerSpec;
}

export function hpaSnapshot(hpa: Hpa, workload: Workload): TargetSnapshot {
  const { metadata, spec } = hpa;
  const controlledBy = ownerOf(hpa);
  return {
    ...readAnnotated(hpa),
    ref: refOfObject(hpa, 'HorizontalPodAutoscaler'),
    lever: 'minReplicas',
    controlledBy,
    // KEDA copies the annotations of a ScaledObject to its HPA: what is recorded there is not of the HPA.
    ...(controlledBy === undefined ? {} : { record: { kind: 'none' } }),
    min: spec.minReplicas,
    max: spec.maxReplicas,
    scaleDownWindow: windowOf(spec),
    replicas: workload.spec.replicas ?? 1,
    readyReplicas: workload.status?.readyReplicas ?? 0,
    metrics: readMetrics(hpa),
    minManager: managerOf(metadata, ['spec', 'minReplicas']),
    maxManager: managerOf(metadata, ['spec', 'maxReplicas']),
    windowManager: managerOf(metadata, ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds']),
  };
}

/** KEDA makes the HPA of a ScaledObject, and keeps it as the ScaledObject says. */
export function ownerOf({ metadata }: Hpa): TargetRef | undefined {
  const owner = metadata.ownerReferences?.find(
    ({ kind, controller }) => kind === 'ScaledObject' && controller === true,
  );
  if (owner === undefined) return undefined;
  return { kind: 'ScaledObject', namespace: metadata.namespace ?? '', name: owner.name };
}

/** Bounds and record in one merge patch; what the change leaves out is left alone. */
export const hpaPatch = (change: TargetChange, record: FloorRecord | null): JsonObject => ({
  metadata: recordPatch(record),
  spec: {
    minReplicas: change.min,
    maxReplicas: change.max,
    behavior: behaviorPatch(change.scaleDownSeconds),
  },
});

function behaviorPatch(seconds: TargetChange['scaleDownSeconds']): JsonObject | null | undefined {
  if (seconds === undefined) return undefined;
  if (seconds === 'absent') return null;
  return { scaleDown: { stabilizationWindowSeconds: seconds } };
}

function windowOf({ behavior }: V2HorizontalPodAutoscalerSpec): ScaleDownWindow {
  if (behavior === undefined) return { kind: 'absent' };
  return {
    kind: 'present',
    seconds: behavior.scaleDown?.stabilizationWindowSeconds ?? undefined,
    onlyOurs: isFilledIn(behavior),
  };
}
