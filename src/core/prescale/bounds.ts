/** What to write on the target now: the goal under its ceiling, reached at once on the way up and in steps down. */
import type { Bounds } from '../model/floor-record.ts';
import type { Reason } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { boundsOf, type Ownership } from './baseline.ts';
import { applyCeiling, type Ceiling } from './ceiling.ts';
import type { PrescaleConfig } from './config.ts';
import { contentionMessage, isDisputed, reassertReason, reassertsOf } from './dispute.ts';
import { type Goal, minOf } from './goal.ts';
import { replicasAsked } from './live-load.ts';
import { lowerFloor, type Step } from './lowering.ts';
import { chooseWindow } from './scale-down-window.ts';
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

/** The surges of a target and those of them that are on. */
export interface Occasion {
  readonly surges: readonly Surge[];
  readonly active: readonly Surge[];
}

export function chooseBounds(
  target: TargetSnapshot,
  occasion: Occasion,
  ownership: Ownership,
  goal: Goal,
  config: PrescaleConfig,
  now: Instant,
): Choice {
  const { active } = occasion;
  const ceiling = applyCeiling(goal.floor, ownership.baseline.max, active, goal.bridged);
  const spent = reassertsOf(active, target);
  const step = stepTo(ceiling.min, target, occasion, ownership, config, now);
  const bounds = boundsAt(step.min, ceiling, target, active, ownership, config);
  const disputed = isDisputed(target, ownership, active, goal, bounds);
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

function stepTo(
  to: number,
  target: TargetSnapshot,
  { surges, active }: Occasion,
  ownership: Ownership,
  config: PrescaleConfig,
  now: Instant,
): Step {
  const from = minOf(target, target.min);
  if (ownership.wrote === undefined || to >= from) return { min: to, again: undefined, reason: undefined };
  // A record from a clock that was far ahead must not hold the walk up until then.
  const wroteAt =
    ownership.record !== undefined && ownership.record.at <= now ? ownership.record.at : undefined;
  const lowering = { from, to, asked: replicasAsked(target), inSurge: active.length > 0, wroteAt };
  return lowerFloor({ ...lowering, endedAt: endOfLast(surges, now) }, config, now);
}

function boundsAt(
  min: number,
  ceiling: Ceiling,
  target: TargetSnapshot,
  active: readonly Surge[],
  ownership: Ownership,
  config: PrescaleConfig,
): Bounds {
  const { baseline } = ownership;
  return {
    min: min === minOf(target, baseline.min) ? baseline.min : min,
    // On the way down a max that was lifted stays until the floor is under it: load between the two keeps its replicas.
    max: ceiling.max !== undefined && min > ceiling.max ? Math.max(min, target.max ?? min) : ceiling.max,
    scaleDownSeconds: chooseWindow(target, active, ownership, config),
  };
}

export const contendedChoice = (target: TargetSnapshot, reasserts: number, capped: boolean): Choice => ({
  ...untouched(target, reasserts),
  capped,
  contended: true,
  reasons: [{ code: 'Contended', detail: contentionMessage(target) }],
});

export const pausedChoice = (target: TargetSnapshot, active: readonly Surge[]): Choice =>
  untouched(target, reassertsOf(active, target));

const untouched = (target: TargetSnapshot, reasserts: number): Choice => ({
  bounds: boundsOf(target),
  capped: false,
  contended: false,
  reasserts,
  again: undefined,
  reasons: [],
});
