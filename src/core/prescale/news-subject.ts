/** What news are told of: a surge as it stands, and of its statuses those that speak of the window it has now. */
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import type { StoredSurgeState } from '../model/surge-summary.ts';
import { keyOf, type TargetRef } from '../model/target.ts';
import { type Instant, minus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import type { TargetFigures } from './news-figures.ts';
import { isOver, raiseAt } from './window.ts';

export interface NewsContext {
  /** Of its targets, as far as they were looked at. */
  readonly figures: readonly TargetFigures[];
  readonly cluster: string | undefined;
  readonly config: PrescaleConfig;
  readonly now: Instant;
}

export interface NewsTarget {
  readonly ref: TargetRef;
  /** Undefined when it has not been looked at for this window. */
  readonly status: SurgeTargetStatus | undefined;
  /** Undefined when it was not looked at. */
  readonly figures: TargetFigures | undefined;
}

export interface NewsSubject {
  readonly state: StoredSurgeState;
  readonly surge: Surge;
  readonly targets: readonly NewsTarget[];
  readonly isOver: boolean;
  readonly raiseAt: Instant;
  readonly context: NewsContext;
}

export function subjectOf(state: StoredSurgeState, surge: Surge, context: NewsContext): NewsSubject {
  const { config, now } = context;
  const over = isOver(surge, now) || hasBeenSeenOver(state);
  const raised = raiseAt(surge, config);
  const figures = new Map(context.figures.map((one) => [keyOf(one.ref), one]));
  const targets = surge.targets.map(({ ref }): NewsTarget => {
    const status = surge.status[keyOf(ref)];
    const isOfNow = status !== undefined && speaksOfNow(status, over, minus(raised, config.maxClockSkew));
    return { ref, status: isOfNow ? status : undefined, figures: figures.get(keyOf(ref)) };
  });
  return { state, surge, targets, isOver: over, raiseAt: raised, context };
}

/** Clocks differ: it is over for all once it is for one. */
const hasBeenSeenOver = ({ summary, generation }: StoredSurgeState): boolean =>
  summary?.observedGeneration === generation && (summary.phase === 'Returning' || summary.phase === 'Ended');

/** What says `Ended` of a surge that is on, or ended before it went up, was said before it was given a new start. */
const speaksOfNow = ({ phase, at }: SurgeTargetStatus, over: boolean, raised: Instant): boolean =>
  phase !== 'Ended' || (over && (at === undefined || at >= raised));
