/**
 * The decision of pre-scaling for one target: from the target as it is, the surges that name it and the time, to a
 * plan. Level-based: nothing but its arguments counts, so a missed, repeated or late pass ends in the same place.
 *
 *   ownership  what the owner wants, what is ours        goal    the floor that surges and baseline ask for
 *   choice     the goal under its ceiling, in steps      rest    whether a woken workload goes back to zero
 *   plan       intent first, then back to zero, then the target, then /scale
 */
import type { Action, Plan } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { type Instant, later, plus } from '../model/time.ts';
import { targetActions, wakes } from './actions.ts';
import { type Ownership, resolveOwnership } from './baseline.ts';
import { type Choice, chooseBounds, type Occasion, pausedChoice } from './bounds.ts';
import type { PrescaleConfig } from './config.ts';
import { isAskingAlone } from './demand.ts';
import { conditionsFor, explain, explainStatuses } from './explanation.ts';
import { composeGoal, demandContext, type Goal, minOf } from './goal.ts';
import { decideRest } from './rest.ts';
import { type StatusAction, statusActions } from './status.ts';
import { nextLookAt } from './wake-up.ts';
import { isActive, trimEnded } from './window.ts';

export interface PrescaleSnapshot {
  readonly target: TargetSnapshot;
  /** Every surge that names the target, past and cancelled ones too. */
  readonly surges: readonly Surge[];
}

export function decide(snapshot: PrescaleSnapshot, config: PrescaleConfig, readAt: Instant): Plan {
  const { target } = snapshot;
  const now = targetTime(target, config, readAt);
  const occasion = occasionAt(snapshot, config, now);
  const { surges, active } = occasion;
  const ownership = resolveOwnership(target, surges);
  const goal = composeGoal(target, surges, ownership, config, now);
  const choice = target.paused
    ? pausedChoice(target, active)
    : chooseBounds(target, occasion, ownership, goal, config, now);
  const handsOff = target.paused || choice.contended;
  const statuses = decideStatuses(target, occasion, ownership, goal, choice, config, now);
  const rest = handsOff
    ? { kind: 'none' as const }
    : decideRest(target, occasion, ownership, choice, config, now);
  const writes: readonly Action[] = handsOff
    ? []
    : targetActions(target, active.length > 0, ownership, goal, choice, rest, config, now);
  const again = [
    choice.again,
    rest.kind === 'owed' ? rest.again : undefined,
    recheck(ownership, config, now),
  ];
  return {
    target: target.ref,
    floor: goal.floor,
    actions: [...statuses, ...writes],
    reasons: [
      ...goal.reasons,
      ...choice.reasons,
      ...(rest.kind === 'owed' ? rest.reasons : []),
      ...explainStatuses(statuses, surges),
      ...explain(target, ownership, choice, writes),
    ],
    nextLook: nextLookAt(target, surges, statuses, again, config, now),
  };
}

/** In one order, so that the plan does not depend on how the store lists them. */
function occasionAt(snapshot: PrescaleSnapshot, config: PrescaleConfig, now: Instant): Occasion {
  const surges = snapshot.surges
    .map((surge) => trimEnded(surge, snapshot.target.ref, config, now))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { surges, active: surges.filter((surge) => isActive(surge, config, now)) };
}

function decideStatuses(
  target: TargetSnapshot,
  { surges, active }: Occasion,
  ownership: Ownership,
  goal: Goal,
  choice: Choice,
  config: PrescaleConfig,
  now: Instant,
): readonly StatusAction[] {
  const demand = demandContext(target, ownership, config);
  const context = {
    target,
    ownership,
    floor: goal.floor,
    wanted: minOf(target, choice.bounds.min),
    reasserts: choice.reasserts,
    wakes: wakes(target, active.length > 0, goal),
    isAsking: (surge: Surge, at: Instant) => isAskingAlone(surge, demand, at),
    conditionsOf: (surge: Surge) => conditionsFor(surge, target, ownership, choice),
  };
  return statusActions(surges, context, config, now);
}

/** Time never runs backward on a target: a reconciler whose clock is behind goes by its last writer's. */
function targetTime(target: TargetSnapshot, config: PrescaleConfig, readAt: Instant): Instant {
  if (target.record.kind !== 'record') return readAt;
  const wroteAt = target.record.record.at;
  return wroteAt <= plus(readAt, config.maxClockSkew) ? later(readAt, wroteAt) : readAt;
}

/** What a surge alone remembered is on the target a pass later: only then may the surge forget it. */
const recheck = ({ recovered }: Ownership, config: PrescaleConfig, now: Instant): Instant | undefined =>
  recovered ? plus(now, config.poll) : undefined;
