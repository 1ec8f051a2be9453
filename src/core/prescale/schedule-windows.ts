/** The windows of a schedule for which surges are made ahead, and the one that is shown as its next. */
import { asMillis, type Instant, later, minutes, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { expandWindows, type SurgeWindow } from './occurrences.ts';
import type { SurgeSchedule } from './surge-schedule.ts';

const DAY = minutes(24 * 60);
const HORIZON = asMillis(7 * DAY);
/** Of a pattern that starts every minute a week would be ten thousand. */
const MOST = 50;
/** A pattern that starts in none of the first is sparse enough to look further. */
const OUTLOOKS = [HORIZON, asMillis(35 * DAY), asMillis(366 * DAY), asMillis(5 * 366 * DAY)];

/** Those that go on or are to come: a week of them, and at least as far as they have to be told ahead. */
export function windowsAhead(
  { recurrence, template }: SurgeSchedule,
  config: PrescaleConfig,
  now: Instant,
): readonly SurgeWindow[] {
  const told = (template.lead ?? config.lead) + (template.nodeLead ?? 0) + DAY;
  const until = later(plus(now, HORIZON), plus(now, asMillis(told)));
  return expandWindows(recurrence, now, until).slice(0, MOST);
}

/** The first to start after `now` that nobody has called off; undefined when none does in years. */
export function firstWindow(
  { recurrence }: SurgeSchedule,
  now: Instant,
  without: ReadonlySet<Instant>,
): SurgeWindow | undefined {
  for (const outlook of OUTLOOKS) {
    const first = expandWindows(recurrence, now, plus(now, outlook)).find(
      ({ start }) => start > now && !without.has(start),
    );
    if (first !== undefined) return first;
  }
  return undefined;
}
