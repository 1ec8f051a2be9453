/** What each surge says of itself on one target; compared with what it said before, so that silence writes nothing. */
import { minOf } from '../model/lever.ts';
import type { Action } from '../model/plan.ts';
import type { Surge, SurgeCondition, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf } from '../model/target.ts';
import { between, type Instant, minus } from '../model/time.ts';
import { wakes } from './actions.ts';
import type { Choice } from './bounds.ts';
import { conditionsFor } from './conditions.ts';
import { isAskingAlone } from './demand.ts';
import { demandContext, type Goal } from './goal.ts';
import { advanceReadiness, type Readiness } from './readiness.ts';
import type { Situation } from './situation.ts';
import { isActive, isOver, LATE_AFTER, raiseAt } from './window.ts';

export type StatusAction = Extract<Action, { kind: 'PatchSurgeStatus' }>;

export function statusActions(situation: Situation, goal: Goal, choice: Choice): readonly StatusAction[] {
  const { ref } = situation.target;
  return situation.surges.flatMap((surge): readonly StatusAction[] => {
    const before = surge.status[keyOf(ref)];
    const after = statusAfter(surge, before, situation, goal, choice);
    if (after === undefined || (before !== undefined && sameStatus(before, after))) return [];
    return [{ kind: 'PatchSurgeStatus', surge: surge.id, surgeUid: surge.uid, target: ref, status: after }];
  });
}

function statusAfter(
  surge: Surge,
  before: SurgeTargetStatus | undefined,
  situation: Situation,
  goal: Goal,
  choice: Choice,
): SurgeTargetStatus | undefined {
  const { target, ownership, config, now } = situation;
  if (isOver(surge, now)) return statusWhenOver(before, situation);
  if (!isActive(surge, config, now)) return statusWhenPostponed(surge, before, situation);
  // Made anew, or begun anew: what was known was of another object or another time.
  const known = before?.uid === target.uid && before.phase !== 'Ended' ? before : undefined;
  const conditions = conditionsFor(surge, situation, choice);
  const readiness = readinessOf(known, conditions, goal.floor, situation);
  const raisedAt = known?.raisedAt ?? standsSince(situation, choice);
  return {
    phase: readiness.warmAt === undefined ? 'Warming' : 'Warm',
    uid: target.uid,
    baseline: ownership.baseline,
    woken: wakes(situation, goal) || ownership.wokenFrom === 0,
    raisedAt,
    late: known?.late === true || isLate(surge, known, raisedAt, situation),
    readySince: readiness.readySince,
    warmAt: readiness.warmAt,
    reasserts: choice.reasserts,
    conditions,
    at: now,
  };
}

/** A window wholly past does nothing, and says nothing; one that alone knows the baseline ends a pass later. */
function statusWhenOver(
  before: SurgeTargetStatus | undefined,
  { ownership, now }: Situation,
): SurgeTargetStatus | undefined {
  if (before === undefined || before.phase === 'Ended' || ownership.recovered) return undefined;
  return { ...before, phase: 'Ended', conditions: [], at: now };
}

/** Moved to later than clocks differ: what it said of its first time does not hold for the next. */
function statusWhenPostponed(
  surge: Surge,
  before: SurgeTargetStatus | undefined,
  { ownership, config, now }: Situation,
): SurgeTargetStatus | undefined {
  if (before === undefined || before.phase === 'Ended') return undefined;
  if (between(now, raiseAt(surge, config)) <= config.maxClockSkew) return undefined;
  return {
    phase: 'Warming',
    uid: before.uid,
    baseline: ownership.baseline,
    woken: false,
    raisedAt: undefined,
    late: false,
    ...COLD,
    reasserts: 0,
    conditions: [],
    at: now,
  };
}

const COLD: Readiness = { readySince: undefined, warmAt: undefined };

/** A crowd that cannot be counted is never warm. */
function readinessOf(
  known: SurgeTargetStatus | undefined,
  conditions: readonly SurgeCondition[],
  floor: number,
  { target, config, now }: Situation,
): Readiness {
  const before = known ?? COLD;
  const uncounted = conditions.some(({ type }) => type === 'ProfileMissing');
  if (uncounted && before.warmAt === undefined) return COLD;
  return advanceReadiness(before, target.readyReplicas, floor, config, now);
}

/** For when the floor was decided, once one stands that is high enough. */
function standsSince({ target, ownership: { record } }: Situation, { bounds }: Choice): Instant | undefined {
  if (record === undefined) return undefined;
  return minOf(target, record.wrote.min) >= minOf(target, bounds.min) ? record.at : undefined;
}

/**
 * Judged when the surge is first seen and when its floor first stands: had it been there, and asking, for long by then?
 * Who makes one too late is told by its lead, and waits for nobody.
 */
function isLate(
  surge: Surge,
  known: SurgeTargetStatus | undefined,
  raisedAt: Instant | undefined,
  situation: Situation,
): boolean {
  if (known !== undefined && (known.raisedAt !== undefined || raisedAt === undefined)) return false;
  const judged = minus(raisedAt ?? situation.now, LATE_AFTER);
  const wasKnown = surge.createdAt === undefined || surge.createdAt <= judged;
  return wasKnown && isAskingAlone(surge, demandContext(situation), judged);
}

const sameStatus = (a: SurgeTargetStatus, b: SurgeTargetStatus): boolean =>
  a === b || JSON.stringify(normal(a)) === JSON.stringify(normal(b));

/** One order of keys, undefined ones out: a status read back from the store compares equal. Its instant is none of it. */
const normal = (status: SurgeTargetStatus) => [
  status.phase,
  status.uid,
  [status.baseline.min, status.baseline.max, status.baseline.scaleDownSeconds],
  status.woken === true,
  status.raisedAt,
  status.late,
  status.readySince,
  status.warmAt,
  status.reasserts,
  status.conditions.map(({ type, message }) => [type, message]),
];
