/**
 * The decision of pre-scaling for one target: from the target as it is, the surges that name it and the time, to a
 * plan. Level-based: nothing but its arguments counts, so a missed, repeated or late pass ends in the same place.
 *
 *   situation  what stands, what the owner wants, what is ours
 *   goal       the floor that surges and baseline ask for
 *   choice     the goal under its ceiling, in steps
 *   rest       whether a woken workload goes back to zero
 *   plan       intent first, then back to zero, then the target, then /scale, and news last
 */
import type { Plan } from '../model/plan.ts';
import type { Instant } from '../model/time.ts';
import { targetActions } from './actions.ts';
import { chooseBounds, pausedChoice } from './bounds.ts';
import type { PrescaleConfig } from './config.ts';
import { decideControlled } from './controlled.ts';
import { explain } from './explanation.ts';
import { composeGoal } from './goal.ts';
import { splitStatuses } from './intent.ts';
import { decideRest } from './rest.ts';
import { type PrescaleSnapshot, surveySituation } from './situation.ts';
import { statusActions } from './status.ts';
import { nextLookAt } from './wake-up.ts';

export type { PrescaleSnapshot } from './situation.ts';

export function decide(snapshot: PrescaleSnapshot, config: PrescaleConfig, readAt: Instant): Plan {
  const { target, surges } = snapshot;
  if (target.controlledBy !== undefined)
    return decideControlled(target, target.controlledBy, surges, config, readAt);
  const situation = surveySituation(snapshot, config, readAt);
  const goal = composeGoal(situation);
  const choice = target.paused ? pausedChoice(situation) : chooseBounds(situation, goal);
  const rest = decideRest(situation, choice);
  const statuses = statusActions(situation, goal, choice);
  const writes = target.paused || choice.contended ? [] : targetActions(situation, goal, choice, rest);
  const { intents, news } = splitStatuses(statuses, surges);
  return {
    target: target.ref,
    floor: goal.floor,
    actions: [...intents, ...writes, ...news],
    reasons: [
      ...goal.reasons,
      ...choice.reasons,
      ...rest.reasons,
      ...explain(situation, choice, statuses, writes),
    ],
    nextLook: nextLookAt(situation, statuses, [choice.again, rest.again]),
  };
}
