/** The writes on the target itself: one patch of bounds and record, and `/scale` where the HPA would be too slow. */
import type { FloorRecord } from '../model/floor-record.ts';
import { minOf } from '../model/lever.ts';
import type { Action } from '../model/plan.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { boundsOf } from './baseline.ts';
import type { Choice } from './bounds.ts';
import { changeTo, sameBounds, sameRecord } from './change.ts';
import type { Goal } from './goal.ts';
import { isAsleep } from './live-load.ts';
import type { Rest } from './rest.ts';
import type { Situation } from './situation.ts';

export function targetActions(
  situation: Situation,
  goal: Goal,
  choice: Choice,
  rest: Rest,
): readonly Action[] {
  const { target } = situation;
  return [
    // First of all: the record must outlive the write that it promises.
    ...(rest.kind === 'due' ? [scaleTo(target, 0)] : []),
    ...patchAction(situation, choice, recordAfter(situation, goal, choice, rest)),
    ...scaleAction(situation, goal, choice),
  ];
}

/** Does this pass wake the workload, which the HPA would never do? */
export const wakes = ({ target, active }: Situation, goal: Goal): boolean =>
  active.length > 0 && goal.needed > 0 && isAsleep(target);

function recordAfter(
  situation: Situation,
  goal: Goal,
  { bounds, reasserts }: Choice,
  rest: Rest,
): FloorRecord | undefined {
  const { active, ownership, now } = situation;
  const { baseline } = ownership;
  const wokenFrom = wakes(situation, goal) || rest.kind !== 'none' ? 0 : undefined;
  // While a surge is on the record stays though nothing is owed: it tells the time to clocks that are behind.
  const keeps = active.length > 0 && ownership.record !== undefined;
  if (sameBounds(bounds, baseline) && wokenFrom === undefined && !keeps) return undefined;
  return { baseline, wokenFrom, wrote: bounds, reasserts, at: now };
}

function patchAction(
  { target, ownership }: Situation,
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

/**
 * Up only: an HPA that is there brings the replicas down itself. At zero KEDA wakes the workload of a ScaledObject whose
 * floor is above zero, and puts it back: a wake-up of ours would race with its own look at the triggers.
 */
function scaleAction({ target, active, config }: Situation, goal: Goal, choice: Choice): readonly Action[] {
  const min = minOf(target, choice.bounds.min);
  const asked = active.length > 0 && goal.needed > 0;
  if (target.lever === 'replicas' || !asked || target.replicas >= min) return [];
  if (target.lever === 'minReplicaCount' && target.replicas === 0) return [];
  if (!config.followWithScale && !isAsleep(target)) return [];
  return [scaleTo(target, min)];
}

/**
 * Goes by the count and not by the workload's version, which moves with every pod that becomes ready: a scaling
 * workload would refuse write after write.
 */
const scaleTo = ({ ref, replicas: from }: TargetSnapshot, replicas: number): Action => ({
  kind: 'ScaleTarget',
  target: ref,
  from,
  replicas,
});
