/** What the HPA controller remembers of an HPA between syncs; lost when the controller restarts or the HPA goes. */
import { type Instant, type Millis, minus } from '../../../core/model/time.ts';
import type { Behavior, ScalingRules } from './behavior.ts';

/** What the metrics asked for, before any limit. */
export interface Recommendation {
  readonly at: Instant;
  readonly replicas: number;
}

/** A change that was made; `change` is never negative. */
export interface ScaleEvent {
  readonly at: Instant;
  readonly change: number;
}

export interface ScaleEvents {
  readonly up: readonly ScaleEvent[];
  readonly down: readonly ScaleEvent[];
}

export interface Memory {
  readonly recommendations: readonly Recommendation[];
  readonly events: ScaleEvents;
}

export const NO_EVENTS: ScaleEvents = { up: [], down: [] };

/** At its first sync an HPA takes the count it finds for a recommendation. */
export const firstMemory = (at: Instant, replicas: number): Memory => ({
  recommendations: [{ at, replicas }],
  events: NO_EVENTS,
});

/** The newest entry takes the place of one that is out of date, so the list stays as long as the window needs. */
export function remember<T>(entries: readonly T[], entry: T, isStale: (entry: T) => boolean): readonly T[] {
  const stale = entries.findLastIndex(isStale);
  return stale === -1 ? [...entries, entry] : entries.with(stale, entry);
}

/** Without `behavior` nobody reads events, so none are kept. */
export function rememberScale(
  events: ScaleEvents,
  scale: { readonly at: Instant; readonly from: number; readonly to: number },
  behavior: Behavior | undefined,
): ScaleEvents {
  if (behavior === undefined) return events;
  const { at, from, to } = scale;
  if (to > from) return { ...events, up: withEvent(events.up, { at, change: to - from }, behavior.up) };
  return { ...events, down: withEvent(events.down, { at, change: from - to }, behavior.down) };
}

export function changeWithin(events: readonly ScaleEvent[], period: Millis, now: Instant): number {
  const cutoff = minus(now, period);
  return events.reduce((total, { at, change }) => (at > cutoff ? total + change : total), 0);
}

function withEvent(
  events: readonly ScaleEvent[],
  event: ScaleEvent,
  rules: ScalingRules,
): readonly ScaleEvent[] {
  const longest = rules.policies.reduce((most, { period }) => Math.max(most, period), 0);
  return remember(events, event, ({ at }) => event.at - at > longest);
}
