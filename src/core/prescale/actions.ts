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

export function targetActions(
  target: TargetSnapshot,
  inSurge: boolean,
  ownership: Ownership,
  goal: Goal,
  choice: Choice,
  config: PrescaleConfig,
  now: Instant,
): readonly Action[] {
  const record = recordAfter(target, inSurge, ownership, goal, choice, now);
  const patch = patchAction(target, ownership, choice, record);
  const scale = scaleAction(target, inSurge, goal, choice, config);
  // Back to zero first: the record must outlive the write that it promises.
  const sleeps = record === undefined && ownership.record?.wokenFrom === 0 && target.replicas > 0;
  return [
    ...(sleeps ? [{ kind: 'ScaleTarget', target: target.ref, replicas: 0 } as const] : []),
    ...patch,
    ...scale,
  ];
}

function recordAfter(
  target: TargetSnapshot,
  inSurge: boolean,
  ownership: Ownership,
  goal: Goal,
  choice: Choice,
  now: Instant,
): FloorRecord | undefined {
  const wakes = inSurge && goal.needed > 0 && isAsleep(target);
  const wokenFrom = wakes ? 0 : ownership.record?.wokenFrom;
  const owesNothing = sameBounds(choice.bounds, ownership.baseline) && (wokenFrom === undefined || !inSurge);
  if (owesNothing) return undefined;
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
