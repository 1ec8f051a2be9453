/** What each surge says of itself on one target; compared with what it said before, so that silence writes nothing. */
import type { Action } from '../model/plan.ts';
import type { Surge, SurgeCondition, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { between, type Instant, minus, seconds } from '../model/time.ts';
import type { Ownership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { advanceReadiness, type Readiness } from './readiness.ts';
import { isActive, isOver, raiseAt } from './window.ts';

/** A raise this much after its time is called late. */
const LATE_AFTER = seconds(30);

export interface StatusContext {
  readonly target: TargetSnapshot;
  readonly ownership: Ownership;
  /** The composed floor, before any ceiling: what warm is measured against. */
  readonly floor: number;
  /** The minimum that this pass wants on the target. */
  readonly wanted: number;
  readonly reasserts: number;
  readonly wakes: boolean;
  /** Did the surge by itself, at an instant, ask for more than the baseline? */
  readonly isAsking: (surge: Surge, at: Instant) => boolean;
  readonly conditionsOf: (surge: Surge) => readonly SurgeCondition[];
}

export type StatusAction = Extract<Action, { kind: 'PatchSurgeStatus' }>;

export function statusActions(
  surges: readonly Surge[],
  context: StatusContext,
  config: PrescaleConfig,
  now: Instant,
): readonly StatusAction[] {
  const key = keyOf(context.target.ref);
  return surges.flatMap((surge): readonly StatusAction[] => {
    const before = surge.status[key];
    const after = statusAfter(surge, before, context, config, now);
    if (after === undefined || (before !== undefined && sameStatus(before, after))) return [];
    return [{ kind: 'PatchSurgeStatus', surge: surge.id, target: context.target.ref, status: after }];
  });
}

function statusAfter(
  surge: Surge,
  before: SurgeTargetStatus | undefined,
  context: StatusContext,
  config: PrescaleConfig,
  now: Instant,
): SurgeTargetStatus | undefined {
  if (isOver(surge, now)) return statusWhenOver(before, context);
  if (!isActive(surge, config, now)) return statusWhenPostponed(surge, before, config, now);
  // Made anew, or begun anew: what was known was of another object or another time.
  const known = before?.uid === context.target.uid && before.phase !== 'Ended' ? before : undefined;
  const conditions = context.conditionsOf(surge);
  const readiness = readinessOf(known, conditions, context, config, now);
  const raisedAt = known?.raisedAt ?? standsSince(context);
  return {
    phase: readiness.warmAt === undefined ? 'Warming' : 'Warm',
    uid: context.target.uid,
    baseline: context.ownership.baseline,
    woken: context.wakes || context.ownership.wokenFrom === 0,
    raisedAt,
    late: known?.late === true || isLate(surge, known, raisedAt, context, now),
    readySince: readiness.readySince,
    warmAt: readiness.warmAt,
    reasserts: context.reasserts,
    conditions,
  };
}

/** A window wholly past does nothing, and says nothing; one that alone knows the baseline ends a pass later. */
function statusWhenOver(
  before: SurgeTargetStatus | undefined,
  { ownership }: StatusContext,
): SurgeTargetStatus | undefined {
  if (before === undefined || before.phase === 'Ended' || ownership.recovered) return undefined;
  return { ...before, phase: 'Ended', conditions: [] };
}

/** Moved to later than clocks differ: what it said of its first time does not hold for the next. */
function statusWhenPostponed(
  surge: Surge,
  before: SurgeTargetStatus | undefined,
  config: PrescaleConfig,
  now: Instant,
): SurgeTargetStatus | undefined {
  if (before === undefined || before.phase === 'Ended') return undefined;
  if (between(now, raiseAt(surge, config)) <= config.maxClockSkew) return undefined;
  return {
    phase: 'Warming',
    uid: before.uid,
    baseline: before.baseline,
    woken: false,
    raisedAt: undefined,
    late: false,
    readySince: undefined,
    warmAt: undefined,
    reasserts: 0,
    conditions: [],
  };
}

const COLD: Readiness = { readySince: undefined, warmAt: undefined };

/** A crowd that cannot be counted is never warm. */
function readinessOf(
  known: SurgeTargetStatus | undefined,
  conditions: readonly SurgeCondition[],
  { target, floor }: StatusContext,
  config: PrescaleConfig,
  now: Instant,
): Readiness {
  const before = known ?? COLD;
  const uncounted = conditions.some(({ type }) => type === 'ProfileMissing');
  if (uncounted && before.warmAt === undefined) return COLD;
  return advanceReadiness(before, target.readyReplicas, floor, config, now);
}

/** For when the floor was decided, once one stands that is high enough. */
const standsSince = ({ ownership: { record }, wanted }: StatusContext): Instant | undefined =>
  record !== undefined && (record.wrote.min ?? 1) >= wanted ? record.at : undefined;

/** Judged when the surge is first seen and when its floor first stands: had it been asking for long by then? */
function isLate(
  surge: Surge,
  known: SurgeTargetStatus | undefined,
  raisedAt: Instant | undefined,
  { isAsking }: StatusContext,
  now: Instant,
): boolean {
  if (known !== undefined && (known.raisedAt !== undefined || raisedAt === undefined)) return false;
  return isAsking(surge, minus(raisedAt ?? now, LATE_AFTER));
}

const sameStatus = (a: SurgeTargetStatus, b: SurgeTargetStatus): boolean =>
  a === b || JSON.stringify(normal(a)) === JSON.stringify(normal(b));

/** One order of keys, undefined ones out: a status read back from the store compares equal. */
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
