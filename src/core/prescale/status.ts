/** What each surge says of itself on one target; compared with what it said before, so that silence writes nothing. */
import type { Bounds } from '../model/floor-record.ts';
import type { Action } from '../model/plan.ts';
import type { Surge, SurgeCondition, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { between, type Instant, seconds } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { advanceReadiness } from './readiness.ts';
import { isActive, isOver, raiseAt } from './window.ts';

/** A raise this much after its time is called late. */
const LATE_AFTER = seconds(30);

export interface StatusContext {
  readonly target: TargetSnapshot;
  readonly baseline: Bounds;
  /** The composed floor, before any ceiling: what warm is measured against. */
  readonly floor: number;
  readonly reasserts: number;
  readonly conditionsOf: (surge: Surge) => readonly SurgeCondition[];
}

export function statusActions(
  surges: readonly Surge[],
  context: StatusContext,
  config: PrescaleConfig,
  now: Instant,
): readonly Action[] {
  const key = keyOf(context.target.ref);
  return surges.flatMap((surge): readonly Action[] => {
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
  // A window wholly past does nothing, and says nothing.
  if (isOver(surge, now)) return before === undefined ? undefined : endedStatus(before);
  if (!isActive(surge, config, now)) return undefined;
  const known = before?.uid === context.target.uid ? before : undefined;
  const readiness = advanceReadiness(
    known ?? { readySince: undefined, warmAt: undefined },
    context.target.readyReplicas,
    context.floor,
    config,
    now,
  );
  const raisedAt = known?.raisedAt ?? recordedAt(context.target);
  return {
    phase: readiness.warmAt === undefined ? 'Warming' : 'Warm',
    uid: context.target.uid,
    baseline: context.baseline,
    raisedAt,
    late: (known?.late ?? isLate(surge, config, now)) || isLate(surge, config, raisedAt),
    readySince: readiness.readySince,
    warmAt: readiness.warmAt,
    reasserts: context.reasserts,
    conditions: context.conditionsOf(surge),
  };
}

const isLate = (surge: Surge, config: PrescaleConfig, at: Instant | undefined): boolean =>
  at !== undefined && between(raiseAt(surge, config), at) > LATE_AFTER;

const recordedAt = ({ record }: TargetSnapshot): Instant | undefined =>
  record.kind === 'record' ? record.record.at : undefined;

const endedStatus = (before: SurgeTargetStatus): SurgeTargetStatus =>
  before.phase === 'Ended' ? before : { ...before, phase: 'Ended', conditions: [] };

const sameStatus = (a: SurgeTargetStatus, b: SurgeTargetStatus): boolean =>
  a === b || JSON.stringify(normal(a)) === JSON.stringify(normal(b));

/** One order of keys, undefined ones out: a status read back from the store compares equal. */
const normal = (status: SurgeTargetStatus) => [
  status.phase,
  status.uid,
  [status.baseline.min, status.baseline.max, status.baseline.scaleDownSeconds],
  status.raisedAt,
  status.late,
  status.readySince,
  status.warmAt,
  status.reasserts,
  status.conditions.map(({ type, message }) => [type, message]),
];
