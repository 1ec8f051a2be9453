/**
 * Time zones: which instant it is when the clocks of a zone show a certain time. A time that no clock shows (the clocks
 * went forward over it) is the instant at which they did; a time shown twice is the first of the two.
 */
import { asInstant, asMillis, type Instant, type Millis, minutes, seconds } from '../model/time.ts';

declare const wallBrand: unique symbol;

/** What a clock on the wall shows, as the number of milliseconds at which a clock in UTC shows the same. */
export type WallTime = number & { readonly [wallBrand]: true };

export const asWallTime = (utcMillis: number): WallTime => utcMillis as WallTime;

export interface Zone {
  /** How far the zone's clocks are ahead of UTC. */
  offsetAt(at: Instant): Millis;
  /** Never goes back: a later wall time is never an earlier instant. */
  instantOf(wall: WallTime): Instant;
}

export const DAY = minutes(24 * 60);

/** No clock has ever been further from UTC (Manila before 1844: 15 h 56 min). */
export const FARTHEST_OFFSET = minutes(16 * 60);

/** Has at most one change of clocks: in no zone were two ever less than 3.9 days apart. */
const SPAN = asMillis(3 * DAY);

/** Undefined when there is no such zone; a bare offset such as `+02:00` is none. What it learns lives as long as it. */
export function openZone(name: string): Zone | undefined {
  const format = /^[A-Za-z]/.test(name) ? offsetFormat(name) : undefined;
  if (format === undefined) return undefined;
  const offsetAt = (at: Instant): Millis => readOffset(format.format(at));
  const offsetOfDay = remember(offsetAt);
  const changeSince = remember((from: Instant) => findChange(offsetAt, from, asInstant(from + SPAN)));
  const instantOf = (wall: WallTime): Instant => {
    const from = asInstant(Math.floor((wall - FARTHEST_OFFSET) / DAY) * DAY);
    const before = offsetOfDay(from);
    const after = offsetOfDay(asInstant(from + SPAN));
    if (before === after) return asInstant(wall - before);
    const change = changeSince(from);
    const first = wall - before;
    return asInstant(first < change ? first : Math.max(change, wall - after));
  };
  return { offsetAt, instantOf };
}

function offsetFormat(zone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** Zero is `GMT` alone; seconds are there when they are not zero, as in Liberia until 1972: `GMT-00:44:30`. */
const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

function readOffset(text: string): Millis {
  const parts = OFFSET.exec(text);
  if (parts === null)
    throw new RangeError(`reading an offset: expected text that ends in GMT+hh:mm, got "${text}"`);
  const [, sign, hours = '0', mins = '0', secs = '0'] = parts;
  const length = Number(hours) * 3_600 + Number(mins) * 60 + Number(secs);
  return seconds(sign === '-' ? -length : length);
}

/** The first instant with the offset of `until`, to the second. */
function findChange(offsetAt: (at: Instant) => Millis, from: Instant, until: Instant): Instant {
  const after = offsetAt(until);
  let low = from / 1_000;
  let high = until / 1_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(asInstant(middle * 1_000)) === after) high = middle;
    else low = middle;
  }
  return asInstant(high * 1_000);
}

function remember<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}
