/** What surges say of a target that cannot be scaled at all, and when to look whether it can. */
import type { Action, Plan } from '../model/plan.ts';
import type { Surge, SurgeCondition, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { type Instant, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { latestStamp } from './situation.ts';
import { inOrder, isActive, isOver, raiseAt } from './window.ts';

export function standAside(
  ref: TargetRef,
  surges: readonly Surge[],
  condition: SurgeCondition,
  config: PrescaleConfig,
  readAt: Instant,
): Plan {
  const known = inOrder(surges);
  const now = latestStamp(ref, known, config, readAt);
  const active = known.filter((surge) => isActive(surge, config, now));
  const upcoming = known
    .filter((surge) => !isOver(surge, now) && !isActive(surge, config, now))
    .map((surge) => raiseAt(surge, config));
  const looks = active.length > 0 ? [plus(now, config.poll), ...upcoming] : upcoming;
  return {
    target: ref,
    floor: 0,
    actions: known.flatMap((surge) =>
      isOver(surge, now)
        ? endedStatus(ref, surge, now)
        : active.includes(surge)
          ? standingStatus(ref, surge, condition, now)
          : [],
    ),
    reasons: [],
    nextLook: looks.length === 0 ? undefined : looks.reduce((a, b) => (a < b ? a : b)),
  };
}

function endedStatus(ref: TargetRef, surge: Surge, at: Instant): readonly Action[] {
  const before = surge.status[keyOf(ref)];
  if (before === undefined || before.phase === 'Ended') return [];
  const status: SurgeTargetStatus = { ...before, phase: 'Ended', conditions: [], at };
  return [{ kind: 'PatchSurgeStatus', surge: surge.id, surgeUid: surge.uid, target: ref, status }];
}

/** Of no uid: what was known of the target is of no use when it can be scaled again. */
function standingStatus(
  ref: TargetRef,
  surge: Surge,
  condition: SurgeCondition,
  at: Instant,
): readonly Action[] {
  const before = surge.status[keyOf(ref)];
  const said = before?.conditions.some(
    ({ type, message }) => type === condition.type && message === condition.message,
  );
  if (said === true) return [];
  const status: SurgeTargetStatus = {
    phase: 'Warming',
    uid: '',
    baseline: { min: undefined, max: undefined, scaleDownSeconds: undefined },
    raisedAt: undefined,
    late: false,
    readySince: undefined,
    warmAt: undefined,
    reasserts: 0,
    conditions: [condition],
    at,
  };
  return [{ kind: 'PatchSurgeStatus', surge: surge.id, surgeUid: surge.uid, target: ref, status }];
}
