/**
 * What recent recommendations make of the newest one. Without `behavior` the highest of the window wins, which can
 * raise the count again; with `behavior` the current count is clamped between the lowest and the highest.
 */
import { type Instant, type Millis, minus } from '../../../core/model/time.ts';
import type { Behavior } from './behavior.ts';
import { type Recommendation, remember } from './memory.ts';

interface Stabilized {
  readonly replicas: number;
  /** With the newest recommendation, as it was before any limit. */
  readonly recommendations: readonly Recommendation[];
}

export function stabilizeDown(
  past: readonly Recommendation[],
  newest: Recommendation,
  window: Millis,
): Stabilized {
  const cutoff = minus(newest.at, window);
  const recent = past.filter(({ at }) => at >= cutoff);
  return {
    replicas: recent.reduce((most, { replicas }) => Math.max(most, replicas), newest.replicas),
    recommendations: remember(past, newest, ({ at }) => at < cutoff),
  };
}

export function stabilizeBoth(
  past: readonly Recommendation[],
  newest: Recommendation,
  current: number,
  { up, down }: Behavior,
): Stabilized {
  const upCutoff = minus(newest.at, up.window);
  const downCutoff = minus(newest.at, down.window);
  const lowest = fold(past, upCutoff, Math.min, newest.replicas);
  const highest = fold(past, downCutoff, Math.max, newest.replicas);
  return {
    replicas: Math.min(Math.max(current, lowest), highest),
    recommendations: remember(past, newest, ({ at }) => at < upCutoff && at < downCutoff),
  };
}

const fold = (
  past: readonly Recommendation[],
  cutoff: Instant,
  pick: (a: number, b: number) => number,
  first: number,
): number => past.reduce((best, { at, replicas }) => (at > cutoff ? pick(best, replicas) : best), first);
