/**
 * The surge as a whole, from what it says on each target. Level-based like all decisions: derived anew from what stands,
 * compared with what was written last, so that a steady state writes nothing.
 */
import type { Surge } from '../model/surge.ts';
import type { StoredSurgeState, SummaryPhase, SurgeSummary } from '../model/surge-summary.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { earlier, formatInstant, type Instant, minutes, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import type { Rise } from './fleet.ts';
import { shortLead } from './short-lead.ts';
import { type Statement, stampConditions } from './summary-conditions.ts';
import { troublesOf } from './troubles.ts';
import { isOver, raiseAt } from './window.ts';

/** What cannot be seen from the surge itself. */
export interface SummaryContext {
  /** Targets of it that still carry a floor, and are held by no other surge. */
  readonly held: readonly TargetRef[];
  /** What goes up together with it; undefined when that was not looked at: what was said of its lead stands. */
  readonly rise: Rise | undefined;
  readonly config: PrescaleConfig;
  readonly now: Instant;
}

export interface SummaryPlan {
  /** To be written; undefined when it says what stands there already. */
  readonly summary: SurgeSummary | undefined;
  readonly nextLook: Instant | undefined;
}

/** A hint may be lost; a surge that is on is looked at anyway. */
const ON_POLL = minutes(1);

export function summarize(state: StoredSurgeState, context: SummaryContext): SummaryPlan {
  const { reading } = state;
  const phase = reading.kind === 'refused' ? 'Refused' : phaseOf(reading.surge, state, context);
  const statements =
    reading.kind === 'refused'
      ? [refusal(reading.problems), cold('Refused', 'the surge is refused')]
      : [
          ACCEPTED,
          warmth(reading.surge, phase, context),
          ...shortLead(reading.surge, phase, state, context),
          ...troublesOf(reading.surge),
        ];
  const summary: SurgeSummary = {
    observedGeneration: state.generation,
    phase,
    conditions: stampConditions(statements, state, context.now),
  };
  return {
    summary: saysTheSame(summary, state.summary) ? undefined : summary,
    nextLook: reading.kind === 'refused' ? undefined : lookAgainAt(reading.surge, phase, context),
  };
}

function isOverBy(surge: Surge, state: StoredSurgeState, config: PrescaleConfig, now: Instant): boolean {
  return isOver(surge, now) || (wasOver(state) && isOver(surge, plus(now, config.maxClockSkew)));
}

/** Clocks differ: what another process has seen end does not begin again for one that is behind. */
const wasOver = ({ summary, generation }: StoredSurgeState): boolean =>
  summary?.observedGeneration === generation && (summary.phase === 'Returning' || summary.phase === 'Ended');

function phaseOf(surge: Surge, state: StoredSurgeState, { held, config, now }: SummaryContext): SummaryPhase {
  if (isOverBy(surge, state, config, latestOf(surge, config, now)))
    return held.length > 0 ? 'Returning' : 'Ended';
  const phases = statusesOf(surge).map((status) => status?.phase);
  // The targets go first: none of them has been looked at for this surge yet.
  if (phases.every((phase) => phase === undefined || phase === 'Ended')) return 'Scheduled';
  return phases.every((phase) => phase === 'Warm') ? 'Warm' : 'Warming';
}

/** Of all clocks that wrote on it, as far as they are believed. */
function latestOf(surge: Surge, { maxClockSkew }: PrescaleConfig, now: Instant): Instant {
  const stamps = statusesOf(surge).flatMap((status) => status?.at ?? []);
  return stamps.filter((stamp) => stamp <= plus(now, maxClockSkew)).reduce((a, b) => (a > b ? a : b), now);
}

const statusesOf = ({ targets, status }: Surge) => targets.map(({ ref }) => status[keyOf(ref)]);

const ACCEPTED: Statement = {
  type: 'Accepted',
  status: 'True',
  reason: 'Valid',
  message: 'the surge is understood',
};

const refusal = (problems: readonly string[]): Statement => ({
  type: 'Accepted',
  status: 'False',
  reason: 'Invalid',
  message: problems.join('; '),
});

const cold = (reason: string, message: string): Statement => ({
  type: 'Warm',
  status: 'False',
  reason,
  message,
});

function warmth(surge: Surge, phase: SummaryPhase, { config }: SummaryContext): Statement {
  const all = surge.targets.length;
  const warm = statusesOf(surge).filter((status) => status?.phase === 'Warm').length;
  const figure = `${warm} of ${all} targets warm`;
  switch (phase) {
    case 'Warm':
      return { type: 'Warm', status: 'True', reason: 'AllWarm', message: figure };
    case 'Warming':
      return cold('Warming', figure);
    case 'Scheduled':
      return cold('Scheduled', `floors go up at ${formatInstant(raiseAt(surge, config))}`);
    case 'Returning':
      return cold('Returning', 'the surge is over: floors are walking back');
    case 'Ended':
    case 'Refused':
      return cold(phase, surge.cancelled ? 'the surge was cancelled' : 'the surge is over');
  }
}

function lookAgainAt(
  surge: Surge,
  phase: SummaryPhase,
  { config, now }: SummaryContext,
): Instant | undefined {
  switch (phase) {
    case 'Scheduled':
      // Then its targets say something, which is a hint; a look a little later finds what a lost one would have told.
      return [raiseAt(surge, config), surge.end].map((at) => plus(at, config.poll)).find((at) => at > now);
    case 'Warming':
    case 'Warm':
      return earlier(plus(now, ON_POLL), surge.end > now ? surge.end : plus(now, config.poll));
    case 'Returning':
      return plus(now, config.poll);
    case 'Ended':
    case 'Refused':
      return undefined;
  }
}

/** When a condition changed is none of what it says. */
const saysTheSame = (a: SurgeSummary, b: SurgeSummary | undefined): boolean =>
  b !== undefined && JSON.stringify(spoken(a)) === JSON.stringify(spoken(b));

const spoken = ({ observedGeneration, phase, conditions }: SurgeSummary) => [
  observedGeneration,
  phase,
  conditions.map(({ type, status, reason, message }) => [type, status, reason, message]),
];
