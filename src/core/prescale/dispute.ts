/** Somebody else writes during a surge what we have written: counted, so that it has an end. */
import type { Bounds } from '../model/floor-record.ts';
import { minOf } from '../model/lever.ts';
import type { Reason } from '../model/plan.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { boundsOf, FIELD_MANAGER } from './baseline.ts';
import type { Goal } from './goal.ts';
import { isAsleep } from './live-load.ts';
import type { Situation } from './situation.ts';
import { raiseAt } from './window.ts';

/**
 * A dispute: writing `bounds` would undo what somebody has made of ours. A change of theirs that we need not touch is
 * none, nor is a floor that rises by itself.
 */
export function isDisputed(situation: Situation, goal: Goal, bounds: Bounds): boolean {
  const { target, ownership, active } = situation;
  if (active.length === 0) return false;
  const raises = minOf(target, bounds.min) > minOf(target, target.min);
  if (goal.needed > 0 && isAsleep(target) && wasRaised(situation)) return true;
  if (ownership.record === undefined)
    return raises && target.minManager !== FIELD_MANAGER && wasRaised(situation);
  const { wrote } = ownership.record;
  const live = boundsOf(target);
  return (
    (raises && ownership.overruled) ||
    (live.max !== wrote.max && live.max !== bounds.max) ||
    (live.scaleDownSeconds !== wrote.scaleDownSeconds && live.scaleDownSeconds !== bounds.scaleDownSeconds)
  );
}

/** A surge that raised this very object has seen its floor stand there. */
const wasRaised = ({ active, target }: Situation): boolean =>
  active.some(({ status }) => {
    const known = status[keyOf(target.ref)];
    return known?.uid === target.uid && known.raisedAt !== undefined;
  });

/**
 * The record counts what took effect: a pass that loses a race has only announced it. Of a record that is gone, or from
 * before these surges, the surges' own count is all there is.
 */
export function reassertsOf(situation: Situation): number {
  const { active, ownership, config } = situation;
  const { record } = ownership;
  const isOfThese = record !== undefined && active.some((surge) => raiseAt(surge, config) <= record.at);
  return isOfThese ? record.reasserts : announcedReasserts(situation);
}

function announcedReasserts({ active, target }: Situation): number {
  const statuses = active.map(({ status }) => status[keyOf(target.ref)]);
  const counted = statuses.filter((status) => status?.uid === target.uid && status.phase !== 'Ended');
  return Math.max(0, ...counted.map((status) => status?.reasserts ?? 0));
}

/** No figure in it: what the other side writes may change from round to round. */
export const contentionMessage = (target: TargetSnapshot): string =>
  `${target.minManager ?? 'an unknown manager'} keeps setting ${target.lever} back; ` +
  `let it ignore spec.${target.lever} of ${keyOf(target.ref)}`;

export const reassertReason = (target: TargetSnapshot, min: number): Reason => ({
  code: 'Reasserted',
  detail: `${target.minManager ?? 'somebody'} set ${minOf(target, target.min)} during the surge: floor ${min} written again`,
});
