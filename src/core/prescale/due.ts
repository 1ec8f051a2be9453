/**
 * What of all surges in the store asks for a look by an instant: those that are on or come soon, and those with something
 * left to hand back or to say. All others are left in peace, however many there are.
 */
import type { Surge } from '../model/surge.ts';
import type { StoredSurgeState } from '../model/surge-summary.ts';
import { keyOf } from '../model/target.ts';
import { asInstant, asMillis, earlier, type Instant, minus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { decideNews } from './news.ts';
import { isOver, raiseAt } from './window.ts';

const AT_ONCE = asInstant(0);
const NONE = asMillis(0);

/** Keys of targets, with when each is to be looked at; what has passed means now. */
export function targetsDue(
  surges: readonly Surge[],
  config: PrescaleConfig,
  now: Instant,
): ReadonlyMap<string, Instant> {
  const due = new Map<string, Instant>();
  for (const surge of surges)
    for (const { ref } of surge.targets) {
      const key = keyOf(ref);
      const at = dueAt(surge, key, config, now);
      if (at !== undefined) due.set(key, earlier(at, due.get(key) ?? at));
    }
  return due;
}

/** A target that has been told of anything is owed a look until it is told that the surge has ended. */
function dueAt(surge: Surge, key: string, config: PrescaleConfig, now: Instant): Instant | undefined {
  const [said, nodes] = [surge.status[key], surge.capacity?.[key]];
  const isOwed =
    (said !== undefined && said.phase !== 'Ended') || (nodes !== undefined && nodes.phase !== 'Released');
  if (isOwed) return AT_ONCE;
  return isOver(surge, now) ? undefined : minus(raiseAt(surge, config), surge.nodeLead ?? NONE);
}

/** May what a surge says on the whole differ from what it ought to say by `until`? */
export function wantsSummary(
  { reading, summary, generation }: StoredSurgeState,
  config: PrescaleConfig,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): boolean {
  if (summary?.observedGeneration !== generation) return true;
  if (reading.kind === 'refused') return summary.phase !== 'Refused';
  const { surge } = reading;
  switch (summary.phase) {
    case 'Scheduled':
      return isOver(surge, now) || raiseAt(surge, config) <= until;
    case 'Ended':
      return !isOver(surge, now);
    case 'Refused':
    case 'Returning':
    case 'Warm':
    case 'Warming':
      return true;
  }
}

/** Is there something to tell of it, or will there be by `until`? */
export function wantsNews(
  state: StoredSurgeState,
  config: PrescaleConfig,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): boolean {
  const { due, nextLook } = decideNews(state, { figures: [], cluster: undefined, config, now });
  return due.length > 0 || (nextLook !== undefined && nextLook < until);
}
