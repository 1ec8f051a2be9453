/**
 * The decision of pre-scaling for one target: from the target as it is, the surges that name it and the time, to a
 * plan. Level-based: nothing but its arguments counts, so a missed, repeated or late pass ends in the same place.
 *
 *   ownership  what the owner wants, what is ours        goal    the floor that surges and baseline ask for
 *   choice     the goal under its ceiling, in steps      plan    intent first, then the target, then /scale
 */
import type { Plan } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { type Instant, later, plus } from '../model/time.ts';
import { targetActions } from './actions.ts';
import { boundsOf, resolveOwnership } from './baseline.ts';
import { type Choice, chooseBounds, reassertsOf } from './bounds.ts';
import type { PrescaleConfig } from './config.ts';
import { conditionsFor, explain } from './explanation.ts';
import { composeGoal } from './goal.ts';
import { statusActions } from './status.ts';
import { nextLookAt } from './wake-up.ts';
import { isActive } from './window.ts';

export interface PrescaleSnapshot {
  readonly target: TargetSnapshot;
  /** Every surge that names the target, past and cancelled ones too. */
  readonly surges: readonly Surge[];
}

export function decide(snapshot: PrescaleSnapshot, config: PrescaleConfig, readAt: Instant): Plan {
  const { target, surges } = snapshot;
  const now = targetTime(target, config, readAt);
  const active = surges.filter((surge) => isActive(surge, config, now));
  const ownership = resolveOwnership(target, surges);
  const goal = composeGoal(target, surges, ownership, config, now);
  const choice = target.paused
    ? pausedChoice(target, active)
    : chooseBounds(target, active, ownership, goal, config, now);
  const statuses = statusActions(
    surges,
    {
      target,
      baseline: ownership.baseline,
      floor: goal.floor,
      reasserts: choice.reasserts,
      conditionsOf: (surge) => conditionsFor(surge, target, ownership, choice),
    },
    config,
    now,
  );
  const handsOff = target.paused || choice.contended;
  const writes = handsOff
    ? []
    : targetActions(target, active.length > 0, ownership, goal, choice, config, now);
  return {
    target: target.ref,
    floor: goal.floor,
    actions: [...statuses, ...writes],
    reasons: [...goal.reasons, ...choice.reasons, ...explain(target, ownership, choice, writes)],
    nextLook: nextLookAt(target, surges, statuses, choice.again, config, now),
  };
}

const pausedChoice = (target: TargetSnapshot, active: readonly Surge[]): Choice => ({
  bounds: boundsOf(target),
  capped: false,
  contended: false,
  reasserts: reassertsOf(active, target),
  again: undefined,
  reasons: [],
});

/** Time never runs backward on a target: a reconciler whose clock is behind goes by its last writer's. */
function targetTime(target: TargetSnapshot, config: PrescaleConfig, readAt: Instant): Instant {
  if (target.record.kind !== 'record') return readAt;
  const wroteAt = target.record.record.at;
  return wroteAt <= plus(readAt, config.maxClockSkew) ? later(readAt, wroteAt) : readAt;
}
