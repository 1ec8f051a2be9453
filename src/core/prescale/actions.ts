/** The writes on the target itself: one patch of bounds and record, and `/scale` where the HPA would be too slow. */
import type { FloorRecord } from '../model/floor-record.ts';
import type { Action } from '../model/plan.ts';
import type { TargetSnapshot } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { boundsOf, type Ownership } from './baseline.ts';
import type { Choice } from './bounds.ts';
import { changeTo, sameBounds, sameRecord } from './change.ts';
import type { PrescaleConfig } from './config.ts';
import type { Goal } from './goal.ts';
import { isAsleep } from './live-load.ts';
import type { Rest } from './rest.ts';

export function targetActions(
  target: TargetSnapshot,
  inSurge: boolean,
  ownership: Ownership,
  goal: Goal,
  choice: Choice,
  rest: Rest,
  config: PrescaleConfig,
  now: Instant,
): readonly Action[] {
  const record = recordAfter(target, inSurge, ownership, goal, choice, rest, now);
  const patch = patchAction(target, ownership, choice, record);
  const scale = scaleAction(target, inSurge, goal, choice, config);
  // Back to zero first: the record must outlive the write that it promises.
  return [
    ...(rest.kind === 'due' ? [{ kind: 'ScaleTarget', target: target.ref, replicas: 0 } as const] : []),
    ...patch,
    ...scale,
  ];
}

/** Does this pass wake the workload, which the HPA would never do? */
export const wakes = (target: TargetSnapshot, inSurge: boolean, goal: Goal): boolean =>
  inSurge && goal.needed > 0 && isAsleep(target);

function recordAfter(
  target: TargetSnapshot,
  inSurge: boolean,
  ownership: Ownership,
  goal: Goal,
  choice: Choice,
  rest: Rest,
  now: Instant,
): FloorRecord | undefined {
  const wokenFrom = wakes(target, inSurge, goal) || rest.kind === 'owed' ? 0 : undefined;
  const atBaseline = sameBounds(choice.bounds, ownership.baseline);
  // While a surge is on the record stays though nothing is owed: it tells the time to clocks that are behind.
  const keeps = inSurge && ownership.record !== undefined;
  if (atBaseline && wokenFrom === undefined && !keeps) return undefined;
  return { baseline: ownership.baseline, wokenFrom, wrote: choice.bounds, at: now };
}

function patchAction(
  target: TargetSnapshot,
  ownership: Ownership,
  choice: Choice,
  record: FloorRecord | undefined,
): readonly Action[] {
  const live = boundsOf(target);
  const recordStands = target.record.kind !== 'torn' && sameRecord(record, ownership.record);
  if (sameBounds(live, choice.bounds) && recordStands) return [];
  return [
    {
      kind: 'PatchTarget',
      target: target.ref,
      resourceVersion: target.resourceVersion,
      change: changeTo(live, choice.bounds),
      record: record ?? null,
    },
  ];
}

/** Up only: an HPA that is there brings the replicas down itself. */
function scaleAction(
  target: TargetSnapshot,
  inSurge: boolean,
  goal: Goal,
  choice: Choice,
  config: PrescaleConfig,
): readonly Action[] {
  const min = choice.bounds.min ?? 1;
  if (target.lever !== 'minReplicas' || !inSurge || goal.needed === 0 || target.replicas >= min) return [];
  if (!config.followWithScale && !isAsleep(target)) return [];
  return [{ kind: 'ScaleTarget', target: target.ref, replicas: min }];
}
