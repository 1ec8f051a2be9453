/** Lengths of time as kubectl writes them: two units at most, coarser as they grow. */
import { between, type Instant, parseInstant, toSeconds } from '../../core/model/time.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Since the RFC 3339 instant `since`. */
export function ageOf(since: unknown, now: Instant): string {
  const start = typeof since === 'string' ? parseInstant(since) : undefined;
  return start === undefined ? '<unknown>' : formatAge(toSeconds(between(start, now)));
}

function formatAge(length: number): string {
  const whole = Math.floor(length);
  if (whole < -1) return '<invalid>';
  if (whole < 2 * MINUTE) return `${Math.max(0, whole)}s`;
  if (whole < 10 * MINUTE) return pair(whole, MINUTE, 'm', 1, 's');
  if (whole < 3 * HOUR) return `${Math.floor(whole / MINUTE)}m`;
  if (whole < 8 * HOUR) return pair(whole, HOUR, 'h', MINUTE, 'm');
  if (whole < 2 * DAY) return `${Math.floor(whole / HOUR)}h`;
  if (whole < 8 * DAY) return pair(whole, DAY, 'd', HOUR, 'h');
  if (whole < 2 * YEAR) return `${Math.floor(whole / DAY)}d`;
  return pair(whole, YEAR, 'y', DAY, 'd');
}

function pair(length: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((length % big) / small);
  return `${Math.floor(length / big)}${bigUnit}${rest === 0 ? '' : `${rest}${smallUnit}`}`;
}
