/** What to write on the target now: the goal under its ceiling, reached at once on the way up and in steps down. */
import type { Bounds } from '../model/floor-record.ts';
import type { Reason } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import type { Ownership } from './baseline.ts';
import { boundsOf } from './baseline.ts';
import { applyCeiling } from './ceiling.ts';
import type { PrescaleConfig } from './config.ts';
import { demandOn } from './demand.ts';
import { type Goal, minOf } from './goal.ts';
import { isAsleep, replicasAsked } from './live-load.ts';
import { lowerFloor } from './lowering.ts';
import { followsCurve } from './window.ts';

export interface Choice {
  readonly bounds: Bounds;
  readonly capped: boolean;
  /** Somebody else writes the floor again and again: we have stopped. */
  readonly contended: boolean;
  readonly reasserts: number;
  readonly again: Instant | undefined;
  readonly reasons: readonly Reason[];
}

export function chooseBounds(
  target: TargetSnapshot,
  active: readonly Surge[],
  ownership: Ownership,
  goal: Goal,
  config: PrescaleConfig,
  now: Instant,
): Choice {
  const { baseline } = ownership;
  const live = minOf(target, target.min);
  const ceiling = applyCeiling(goal.floor, baseline.max, active);
  const spent = reassertsOf(active, target);
  const disputed = isDisputed(target, ownership, active, goal, ceiling.min);
  if (disputed && spent >= config.reasserts) return contendedChoice(target, spent, ceiling.capped);

  const step = lowers(target, ownership, ceiling.min)
    ? lowerFloor(
        {
          from: live,
          to: ceiling.min,
          asked: replicasAsked(target),
          inSurge: active.length > 0,
          wroteAt: ownership.record?.at,
        },
        config,
        now,
      )
    : { min: ceiling.min, again: undefined, reason: undefined };
  return {
    bounds: {
      min: step.min === minOf(target, baseline.min) ? baseline.min : step.min,
      max: ceiling.max === undefined ? undefined : Math.max(ceiling.max, step.min),
      scaleDownSeconds: chooseWindow(target, active, baseline, config),
    },
    capped: ceiling.capped,
    contended: false,
    reasserts: disputed ? spent + 1 : spent,
    again: step.again,
    reasons: [
      ...(disputed ? [reassertReason(target, live, step.min)] : []),
      ...(step.reason === undefined ? [] : [step.reason]),
    ],
  };
}

const lowers = (target: TargetSnapshot, ownership: Ownership, to: number): boolean =>
  ownership.wrote !== undefined && !ownership.overruled && to < minOf(target, target.min);

/** A dispute: somebody put the floor below what the surges need, or a woken target back to zero. */
function isDisputed(
  target: TargetSnapshot,
  ownership: Ownership,
  active: readonly Surge[],
  goal: Goal,
  min: number,
): boolean {
  if (active.length === 0 || ownership.record === undefined) return lostInHold(target, active, min);
  if (ownership.overruled && min > minOf(target, target.min)) return true;
  return goal.needed > 0 && isAsleep(target);
}

/** The record went together with the floor (a replace): a surge that had raised this object remembers. */
function lostInHold(target: TargetSnapshot, active: readonly Surge[], min: number): boolean {
  const raisedBefore = active.some(({ status }) => {
    const known = status[keyOf(target.ref)];
    return known?.uid === target.uid && known.raisedAt !== undefined;
  });
  return raisedBefore && target.record.kind === 'none' && min > minOf(target, target.min);
}

export function reassertsOf(active: readonly Surge[], target: TargetSnapshot): number {
  const statuses = active.map(({ status }) => status[keyOf(target.ref)]);
  return Math.max(0, ...statuses.map((status) => (status?.uid === target.uid ? status.reasserts : 0)));
}

const contendedChoice = (target: TargetSnapshot, reasserts: number, capped: boolean): Choice => ({
  bounds: boundsOf(target),
  capped,
  contended: true,
  reasserts,
  again: undefined,
  reasons: [{ code: 'Contended', detail: contentionMessage(target) }],
});

export const contentionMessage = (target: TargetSnapshot): string =>
  `${target.minManager ?? 'an unknown manager'} keeps setting ${target.lever} back to ${target.min ?? 1}; ` +
  `let it ignore spec.${target.lever} of ${keyOf(target.ref)}`;

const reassertReason = (target: TargetSnapshot, live: number, min: number): Reason => ({
  code: 'Reasserted',
  detail: `${target.minManager ?? 'somebody'} set ${live} during the surge: floor ${min} written again`,
});

/**
 * The HPA's default scale-down window would hold the peak for five minutes after it has passed. While a falling
 * curve is followed it is shortened; a window that the owner set stands.
 */
function chooseWindow(
  target: TargetSnapshot,
  active: readonly Surge[],
  baseline: Bounds,
  config: PrescaleConfig,
): Bounds['scaleDownSeconds'] {
  const ownerSet = typeof baseline.scaleDownSeconds === 'number';
  if (target.lever === 'replicas' || ownerSet || config.scaleDownSeconds === null)
    return baseline.scaleDownSeconds;
  const falling = active.some((surge) => followsCurve(demandOn(surge, target.ref)));
  return falling ? config.scaleDownSeconds : baseline.scaleDownSeconds;
}
