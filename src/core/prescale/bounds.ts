/** What to write on the target now: the goal under its ceiling, reached at once on the way up and in steps down. */
import type { Bounds } from '../model/floor-record.ts';
import { maxOf, minOf } from '../model/lever.ts';
import type { Reason } from '../model/plan.ts';
import type { TargetSnapshot } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { boundsOf } from './baseline.ts';
import { applyCeiling, type Ceiling } from './ceiling.ts';
import { contentionMessage, isDisputed, reassertReason, reassertsOf } from './dispute.ts';
import type { Goal } from './goal.ts';
import { replicasAsked } from './live-load.ts';
import { lowerFloor, type Step } from './lowering.ts';
import { chooseWindow } from './scale-down-window.ts';
import type { Situation } from './situation.ts';
import { endOfLast } from './window.ts';

export interface Choice {
  readonly bounds: Bounds;
  readonly capped: boolean;
  /** Somebody else writes the floor again and again: we have stopped. */
  readonly contended: boolean;
  readonly reasserts: number;
  readonly again: Instant | undefined;
  readonly reasons: readonly Reason[];
}

export function chooseBounds(situation: Situation, goal: Goal): Choice {
  const { target, active, ownership, config } = situation;
  const ceiling = applyCeiling(goal.floor, maxOf(target, ownership.baseline.max), active, goal.bridged);
  const spent = reassertsOf(situation);
  const step = stepTo(ceiling.min, situation);
  const bounds = boundsAt(step.min, ceiling, situation);
  const disputed = isDisputed(situation, goal, bounds);
  if (disputed && spent >= config.reasserts) return contendedChoice(target, spent, ceiling.capped);
  return {
    bounds,
    capped: ceiling.capped,
    contended: false,
    reasserts: disputed ? spent + 1 : spent,
    again: step.again,
    reasons: [
      ...(disputed ? [reassertReason(target, step.min)] : []),
      ...(step.reason === undefined ? [] : [step.reason]),
    ],
  };
}

function stepTo(to: number, { target, surges, active, ownership, wroteAt, config, now }: Situation): Step {
  const from = minOf(target, target.min);
  if (ownership.wrote === undefined || to >= from) return { min: to, again: undefined, reason: undefined };
  const inSurge = active.length > 0;
  const lowering = {
    from,
    to,
    asked: replicasAsked(target),
    inSurge,
    wroteAt,
    endedAt: endOfLast(surges, now),
  };
  return lowerFloor(lowering, config, now);
}

function boundsAt(min: number, ceiling: Ceiling, situation: Situation): Bounds {
  const { target, ownership } = situation;
  const { baseline } = ownership;
  // On the way down a max that was lifted stays until the floor is under it: load between the two keeps its replicas.
  const descends = ceiling.max !== undefined && min > ceiling.max;
  const max = descends ? Math.max(min, maxOf(target, target.max) ?? min) : ceiling.max;
  return {
    min: min === minOf(target, baseline.min) ? baseline.min : min,
    max: max === maxOf(target, baseline.max) ? baseline.max : max,
    scaleDownSeconds: chooseWindow(situation),
  };
}

const contendedChoice = (target: TargetSnapshot, reasserts: number, capped: boolean): Choice => ({
  ...untouched(target, reasserts),
  capped,
  contended: true,
  reasons: [{ code: 'Contended', detail: contentionMessage(target) }],
});

export const pausedChoice = (situation: Situation): Choice =>
  untouched(situation.target, reassertsOf(situation));

const untouched = (target: TargetSnapshot, reasserts: number): Choice => ({
  bounds: boundsOf(target),
  capped: false,
  contended: false,
  reasserts,
  again: undefined,
  reasons: [],
});
