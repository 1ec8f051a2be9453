/** Laws of expansion over many zones; the wall clock is read here by another way than the code reads it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, type Instant, minutes, plus } from '../../../src/core/model/time.ts';
import { expandWindows } from '../../../src/core/prescale/occurrences.ts';
import { aRecurrence } from '../../support/a-recurrence.ts';
import { anInstant } from '../../support/an-instant.ts';

const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Seoul',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'America/Santiago',
  'Africa/Casablanca',
];

/** Instants from 2010 to 2030, half of them within three days of a change of clocks. */
const changes = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2025-04-05T15:00:00Z',
  '2011-12-30T10:00:00Z',
  '2018-11-04T03:00:00Z',
  '2025-04-24T22:00:00Z',
].map(anInstant);
const anywhere = fc.integer({
  min: anInstant('2010-01-01T00:00:00Z'),
  max: anInstant('2030-01-01T00:00:00Z'),
});
const nearby = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -259_200_000, max: 259_200_000 }))
  .map(([change, distance]) => change + distance);
const instant = fc.oneof(anywhere, nearby).map(asInstant);

const minute = fc.integer({ min: 0, max: 59 });
const hour = fc.integer({ min: 0, max: 23 });
const two = (count: number): string => String(count).padStart(2, '0');
const cron = fc.oneof(
  fc.tuple(minute, hour).map(([m, h]) => `${m} ${h} * * *`),
  fc.tuple(minute, hour).map(([m, h]) => `${m} ${h} * * 1-5`),
  fc.tuple(minute).map(([m]) => `${m} * * * *`),
  fc.constant('*/20 0-3 * * *'),
);
const end = fc.oneof(
  fc.tuple(hour, minute).map(([h, m]) => ({ endTime: `${two(h)}:${two(m)}` })),
  fc.integer({ min: 1, max: 200_000 }).map((durationSeconds) => ({ durationSeconds })),
);
const recurrence = fc
  .record({ cron, zone: fc.constantFrom(...zones), end })
  .map(({ end: ending, ...rest }) => aRecurrence({ ...rest, ...ending }));
const length = fc.integer({ min: 0, max: 10_000 }).map(minutes);

function readWall(zone: string, at: Instant): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return format.format(at);
}

describe('expandWindows', () => {
  test('cutting a range in two changes nothing', () => {
    fc.assert(
      fc.property(recurrence, instant, length, length, (wanted, from, first, second) => {
        const middle = plus(from, first);
        const until = plus(middle, second);
        const halves = [...expandWindows(wanted, from, middle), ...expandWindows(wanted, middle, until)];
        const once = new Map(halves.map((window) => [window.start, window]));
        expect([...once.values()]).toEqual(expandWindows(wanted, from, until));
      }),
    );
  });

  test('windows touch the range, have a length, come in order and start once', () => {
    fc.assert(
      fc.property(recurrence, instant, length, (wanted, from, span) => {
        const until = plus(from, span);
        const windows = expandWindows(wanted, from, until);
        for (const { start, end: ending } of windows) {
          expect(start).toBeLessThan(until);
          expect(ending).toBeGreaterThan(from);
          expect(ending).toBeGreaterThan(start);
        }
        const starts = windows.map(({ start }) => start);
        expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
      }),
    );
  });

  test('windows of a daily time with a local end never overlap', () => {
    const daily = fc.record({
      m: minute,
      h: hour,
      zone: fc.constantFrom(...zones),
      endTime: fc.tuple(hour, minute),
    });
    fc.assert(
      fc.property(daily, instant, length, ({ m, h, zone, endTime: [eh, em] }, from, span) => {
        const input = { cron: `${m} ${h} * * *`, zone, endTime: `${two(eh)}:${two(em)}` };
        const windows = expandWindows(aRecurrence(input), from, plus(from, span));
        windows.slice(1).forEach(({ start }, index) => {
          expect(start).toBeGreaterThanOrEqual(windows[index]?.end ?? start);
        });
      }),
    );
  });

  test('a start shows the wanted time, for the first time, or is where the clocks jumped over it', () => {
    fc.assert(
      fc.property(minute, hour, fc.constantFrom(...zones), instant, (m, h, zone, from) => {
        const input = { cron: `${m} ${h} * * *`, zone, durationSeconds: 1 };
        const wanted = `${two(h)}:${two(m)}:00`;
        for (const { start } of expandWindows(aRecurrence(input), from, plus(from, minutes(4_320)))) {
          const shown = readWall(zone, start);
          const before = readWall(zone, asInstant(start - 1_000));
          if (shown.endsWith(wanted)) expect(readWall(zone, asInstant(start - 3_600_000))).not.toBe(shown);
          else expect(jumped(before, shown, wanted)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a daily time comes once for every local date', () => {
    const wanted = aRecurrence({ cron: '30 2 * * *', zone: 'Europe/Berlin', durationSeconds: 60 });
    const windows = expandWindows(
      wanted,
      anInstant('2026-01-01T00:00:00Z'),
      anInstant('2027-01-01T00:00:00Z'),
    );
    const dates = new Set(windows.map(({ start }) => readWall('Europe/Berlin', start).slice(0, 10)));
    expect([windows.length, dates.size]).toEqual([365, 365]);
  });
});

/** A wall time between two readings a second apart: some date's `wanted` lies after the one and before the other. */
function jumped(before: string, after: string, wanted: string): boolean {
  const dates = [before.slice(0, 10), after.slice(0, 10), '2011-12-30'];
  return dates.some((date) => before < `${date} ${wanted}` && `${date} ${wanted}` < after);
}
