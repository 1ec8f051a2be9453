/** A surge may name a target that is not there, or not any more: it says so, and looks again when one may be. */
import type { Action, Plan } from '../model/plan.ts';
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { type Instant, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { latestStamp } from './situation.ts';
import { inOrder, isActive, isOver, raiseAt } from './window.ts';

export function decideMissing(
  ref: TargetRef,
  surges: readonly Surge[],
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
          ? missingStatus(ref, surge, now)
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
  return [{ kind: 'PatchSurgeStatus', surge: surge.id, target: ref, status }];
}

function missingStatus(ref: TargetRef, surge: Surge, at: Instant): readonly Action[] {
  const before = surge.status[keyOf(ref)];
  if (before?.conditions.some(({ type }) => type === 'TargetMissing') === true) return [];
  const status: SurgeTargetStatus = {
    phase: 'Warming',
    uid: '',
    baseline: { min: undefined, max: undefined, scaleDownSeconds: undefined },
    raisedAt: undefined,
    late: false,
    readySince: undefined,
    warmAt: undefined,
    reasserts: 0,
    conditions: [{ type: 'TargetMissing', message: `${keyOf(ref)} does not exist` }],
    at,
  };
  return [{ kind: 'PatchSurgeStatus', surge: surge.id, target: ref, status }];
}
