/**
 * Load windows that come again: a cron pattern read on the clocks of one zone says when a window starts, and either a
 * length of elapsed time or a time of day on the same clocks says when it ends. See windows.ts for their instants.
 */
import { Cron } from 'croner';
import * as z from 'zod';
import { type Instant, type Millis, minutes, parseInstant, seconds } from '../model/time.ts';
import { openZone } from './zone.ts';

/**
 * `after`: elapsed time, whatever the clocks do meanwhile. `at`: when the clocks next show this time after the start,
 * at most a day on; a window over a change of clocks is so much longer or shorter.
 */
export type WindowEnd =
  | { readonly kind: 'after'; readonly length: Millis }
  | { readonly kind: 'at'; readonly sinceMidnight: Millis };

export interface Recurrence {
  /** Five parts, matched against the zone's wall time. */
  readonly cron: string;
  readonly zone: string;
  readonly end: WindowEnd;
  /** Local dates, `YYYY-MM-DD`, for which the pattern starts nothing: holidays. */
  readonly excludedDates: readonly string[];
  /** No window starts earlier. */
  readonly notBefore: Instant | undefined;
  /** No window starts later. */
  readonly notAfter: Instant | undefined;
}

export type RecurrenceReading =
  | { readonly kind: 'recurrence'; readonly recurrence: Recurrence }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** What a user writes. Every problem says what was expected and what was found; its path is the field. */
export const recurrenceSchema = z
  .strictObject({
    cron: text(isCron, 'a cron pattern of five parts that some date matches, such as "30 6 * * 1-5"'),
    zone: text((name) => openZone(name) !== undefined, 'an IANA time zone such as Europe/Berlin'),
    durationSeconds: z.number().positive().optional(),
    endTime: text((time) => TIME_OF_DAY.test(time), 'a local time from 00:00 to 23:59').optional(),
    excludeDates: z.array(text(isDate, 'a date such as 2026-12-25')).default([]),
    notBefore: instantText().optional(),
    notAfter: instantText().optional(),
  })
  .check(({ value, issues }) => {
    const { durationSeconds, endTime, notBefore, notAfter } = value;
    const refuse = (path: string, input: unknown, message: string): void => {
      issues.push({ code: 'custom', path: [path], input, message });
    };
    if (durationSeconds === undefined && endTime === undefined)
      refuse('durationSeconds', undefined, 'expected either durationSeconds or endTime, got neither');
    if (durationSeconds !== undefined && endTime !== undefined)
      refuse(
        'endTime',
        endTime,
        `expected either durationSeconds or endTime, got ${durationSeconds} and "${endTime}"`,
      );
    if (notBefore !== undefined && notAfter !== undefined && Date.parse(notAfter) < Date.parse(notBefore))
      refuse(
        'notAfter',
        notAfter,
        `expected an instant not before notBefore (${notBefore}), got "${notAfter}"`,
      );
  })
  .transform(toRecurrence);

export function parseRecurrence(input: unknown): RecurrenceReading {
  const parsed = recurrenceSchema.safeParse(input);
  if (parsed.success) return { kind: 'recurrence', recurrence: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return { kind: 'refused', problems };
}

/** The wall times of a pattern. In UTC every wall time exists once, so croner's own rules for changes of clocks rest. */
export const openCron = (pattern: string): Cron => new Cron(pattern, { mode: '5-part', utcOffset: 0 });

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

function text(holds: (text: string) => boolean, expected: string) {
  return z.string().refine(holds, {
    error: ({ input }) => `expected ${expected}, got ${JSON.stringify(input)}`,
  });
}

function instantText() {
  return text((instant) => parseInstant(instant) !== undefined, 'an instant such as 2026-11-22T18:00:00Z');
}

function isCron(pattern: string): boolean {
  try {
    const cron = openCron(pattern);
    // A date is taken for a pattern that matches once, and is not called a pattern.
    return cron.getPattern() !== undefined && cron.nextRun(new Date(0)) !== null;
  } catch {
    return false;
  }
}

function isDate(date: string): boolean {
  return parseInstant(`${date}T00:00:00Z`) !== undefined;
}

interface RecurrenceText {
  readonly cron: string;
  readonly zone: string;
  readonly durationSeconds?: number | undefined;
  readonly endTime?: string | undefined;
  readonly excludeDates: readonly string[];
  readonly notBefore?: string | undefined;
  readonly notAfter?: string | undefined;
}

function toRecurrence(from: RecurrenceText): Recurrence {
  const { cron, zone, excludeDates: excludedDates } = from;
  const notBefore = from.notBefore === undefined ? undefined : parseInstant(from.notBefore);
  const notAfter = from.notAfter === undefined ? undefined : parseInstant(from.notAfter);
  return { cron, zone, end: endOf(from), excludedDates, notBefore, notAfter };
}

function endOf({ durationSeconds, endTime }: RecurrenceText): WindowEnd {
  if (endTime === undefined) return { kind: 'after', length: seconds(durationSeconds ?? 0) };
  const [, hour, minute] = TIME_OF_DAY.exec(endTime) ?? [];
  return { kind: 'at', sinceMidnight: minutes(Number(hour) * 60 + Number(minute)) };
}
