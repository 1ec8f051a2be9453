/** What surges that want their nodes first will ask of a target when its floor goes up, told before it does. */
import type { ComingRaise } from '../model/coming-raise.ts';
import { maxOf } from '../model/lever.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../model/target.ts';
import { asMillis, type Instant, later, type Millis, minus, minutes, plus } from '../model/time.ts';
import { applyCeiling } from './ceiling.ts';
import type { PrescaleConfig } from './config.ts';
import { replicasNeeded } from './demand.ts';
import { demandContext } from './goal.ts';
import { latestStamp, type Situation, surveySituation } from './situation.ts';
import { isOver, raiseAt, tickAt } from './window.ts';

export interface Foresight {
  /** The time by which this pass decides on the target, as pre-scaling has it. */
  readonly now: Instant;
  /** What the surges that are on ask for now, under the ceiling; 0 when none is on. */
  readonly standing: number;
  readonly raises: readonly ComingRaise[];
}

const NOTHING = asMillis(0);
/** A crowd that comes within this time is one step: its nodes are asked for at once. */
const ONE_STEP = minutes(1);

export interface Sighting {
  readonly ref: TargetRef;
  /** Undefined when there is none: nothing can be raised. */
  readonly target: TargetSnapshot | undefined;
  readonly surges: readonly Surge[];
}

export function foreseeRaises(
  { ref, target, surges }: Sighting,
  config: PrescaleConfig,
  readAt: Instant,
): Foresight {
  if (target === undefined) return { now: latestStamp(ref, surges, config, readAt), standing: 0, raises: [] };
  const situation = surveySituation({ target, surges }, config, readAt);
  const { active, now } = situation;
  if (target.paused || target.controlledBy !== undefined) return { now, standing: 0, raises: [] };
  // Of those that are not on yet, the ones whose nodes are asked for by now: the pods of others go first.
  const counted = situation.surges.filter(
    (surge) => !isOver(surge, now) && minus(raiseAt(surge, config), surge.nodeLead ?? NOTHING) <= now,
  );
  const raises = situation.surges.flatMap((surge) => {
    if (surge.nodeLead === undefined || isOver(surge, now)) return [];
    const ahead = asMillis(surge.nodeLead + ONE_STEP);
    if (!isToCome(surge, config, now) && !isGrowing(surge, ahead, situation)) return [];
    const floor = floorWithin(ahead, counted, situation);
    return [{ surge, at: raiseAt(surge, config), floor }];
  });
  return { now, standing: active.length === 0 ? 0 : floorWithin(NOTHING, active, situation), raises };
}

/** Of what is up already only a crowd that comes slowly has more to ask for; what others add is theirs to announce. */
const isGrowing = (surge: Surge, ahead: Millis, situation: Situation): boolean =>
  floorWithin(ahead, [surge], situation) > floorWithin(NOTHING, [surge], situation);

/** Are other targets raised while nodes that are asked for now are on their way? They need room of the same nodes. */
export function sharesItsTime(
  ref: TargetRef,
  raises: readonly ComingRaise[],
  surges: readonly Surge[],
  config: PrescaleConfig,
  now: Instant,
): boolean {
  const key = keyOf(ref);
  const last = raises
    .map(({ surge, at }) => later(at, plus(now, surge.nodeLead ?? NOTHING)))
    .reduce(later, now);
  return surges.some(
    (surge) =>
      isToCome(surge, config, now) &&
      raiseAt(surge, config) <= last &&
      surge.targets.some((other) => keyOf(other.ref) !== key),
  );
}

const isToCome = (surge: Surge, config: PrescaleConfig, now: Instant): boolean =>
  !isOver(surge, now) && raiseAt(surge, config) > now;

/** The highest floor that pre-scaling will reckon for these surges until then, should nothing change meanwhile. */
function floorWithin(beyond: Millis, counted: readonly Surge[], situation: Situation): number {
  const { target, ownership, config, now } = situation;
  const context = demandContext(situation);
  const tick = tickAt(now, config);
  const needed = replicasNeeded(counted, context, tick, plus(tick, config.curveStep), beyond);
  return applyCeiling(Math.max(context.baselineMin, needed), maxOf(target, ownership.baseline.max), counted)
    .min;
}
