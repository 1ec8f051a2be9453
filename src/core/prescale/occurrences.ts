/**
 * The instants of a recurrence, expanded once. A start that the clocks jump over is the instant of the jump, one that
 * they show twice is the first of the two, and starts that become one instant are one window. A window that lies
 * wholly inside a jump to its end has no length and is left out.
 */
import type { Surge } from '../model/surge.ts';
import { asInstant, formatInstant, type Instant, type Millis, plus } from '../model/time.ts';
import { openCron, type Recurrence } from './recurrence.ts';
import type { SurgeTemplate } from './surge-schedule.ts';
import { asWallTime, DAY, FARTHEST_OFFSET, openZone, type WallTime, type Zone } from './zone.ts';

/** From `start` on, up to but not including `end`. */
export interface SurgeWindow {
  readonly start: Instant;
  readonly end: Instant;
}

/**
 * The windows that overlap [from, until), in order, each start once. They overlap each other only when the recurrence
 * starts again before it has ended.
 */
export function expandWindows(recurrence: Recurrence, from: Instant, until: Instant): readonly SurgeWindow[] {
  const zone = openZone(recurrence.zone);
  if (zone === undefined)
    throw new RangeError(
      `expanding windows: expected zone to be an IANA time zone, got "${recurrence.zone}"`,
    );
  const windows: SurgeWindow[] = [];
  for (const wall of wallStarts(recurrence, from, until)) {
    const start = zone.instantOf(wall);
    const end = endOf(recurrence, zone, wall, start);
    const overlaps = start < end && start < until && end > from;
    if (overlaps && isWanted(recurrence, wall, start) && start !== windows.at(-1)?.start)
      windows.push({ start, end });
  }
  return windows;
}

/** Surges of the windows, the template's otherwise. Expanding again gives the same ids. */
export function surgesOf(template: SurgeTemplate, windows: readonly SurgeWindow[]): readonly Surge[] {
  return windows.map(({ start, end }) => ({
    ...template,
    id: `${template.id}-${formatStamp(start)}`,
    start,
    end,
    status: {},
  }));
}

/** Every wall time of the pattern whose window can touch [from, until), and a few more on both sides. */
function* wallStarts(recurrence: Recurrence, from: Instant, until: Instant): Generator<WallTime> {
  const cron = openCron(recurrence.cron);
  const last = until + FARTHEST_OFFSET;
  let next = cron.nextRun(new Date(from - longest(recurrence) - FARTHEST_OFFSET - 1_000));
  while (next !== null && next.getTime() < last) {
    yield asWallTime(next.getTime());
    next = cron.nextRun(next);
  }
}

/** On the wall; the difference of offsets at both ends is in FARTHEST_OFFSET. */
const longest = ({ end }: Recurrence): Millis => (end.kind === 'after' ? end.length : DAY);

function endOf({ end }: Recurrence, zone: Zone, wallStart: WallTime, start: Instant): Instant {
  if (end.kind === 'after') return plus(start, end.length);
  const midnight = Math.floor(wallStart / DAY) * DAY;
  const sameDay = midnight + end.sinceMidnight;
  return zone.instantOf(asWallTime(sameDay > wallStart ? sameDay : sameDay + DAY));
}

function isWanted(recurrence: Recurrence, wall: WallTime, start: Instant): boolean {
  const { notBefore = start, notAfter = start } = recurrence;
  return notBefore <= start && start <= notAfter && !recurrence.excludedDates.includes(dateOf(wall));
}

const dateOf = (wall: WallTime): string => formatInstant(asInstant(wall)).slice(0, 10);

/** Fit for the name of an object: `20261122t180000z`. Windows start on whole seconds. */
const formatStamp = (at: Instant): string =>
  formatInstant(at)
    .replace(/[-:]|\.\d+/g, '')
    .toLowerCase();
