import { describe, expect, test } from 'vitest';
import { formatInstant } from '../../../src/core/model/time.ts';
import { expandWindows, surgesOf } from '../../../src/core/prescale/occurrences.ts';
import { aRecurrence } from '../../support/a-recurrence.ts';
import { anInstant } from '../../support/an-instant.ts';

interface Case {
  readonly cron: string;
  readonly zone: string;
  readonly durationSeconds?: number;
  readonly endTime?: string;
  readonly excludeDates?: readonly string[];
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** UTC, without the zone letter; `until` is not included. */
  readonly from: string;
  readonly until: string;
  readonly want: readonly string[];
}

const berlin = { zone: 'Europe/Berlin' };
const spring = { from: '2026-03-28T12:00', until: '2026-03-30T12:00' };
const autumn = { from: '2026-10-24T12:00', until: '2026-10-26T12:00' };
const june = { from: '2026-06-01T00:00', until: '2026-06-09T00:00' };

const cases: Record<string, Case> = {
  'start in a gap, local end': {
    ...{ ...berlin, ...spring, cron: '30 2 * * *', endTime: '05:30' },
    want: ['2026-03-29T01:00 2026-03-29T03:30', '2026-03-30T00:30 2026-03-30T03:30'],
  },
  'start in a gap, elapsed end': {
    ...{ ...berlin, ...spring, cron: '30 2 * * *', durationSeconds: 10_800 },
    want: ['2026-03-29T01:00 2026-03-29T04:00', '2026-03-30T00:30 2026-03-30T03:30'],
  },
  'end in a gap': {
    ...{ ...berlin, ...spring, cron: '30 0 * * *', endTime: '02:30' },
    want: ['2026-03-28T23:30 2026-03-29T01:00', '2026-03-29T22:30 2026-03-30T00:30'],
  },
  'wholly in a gap, local end: no length': {
    ...{ ...berlin, ...spring, cron: '15 2 * * *', endTime: '02:45' },
    want: ['2026-03-30T00:15 2026-03-30T00:45'],
  },
  'wholly in a gap, elapsed end: pushed back': {
    ...{ ...berlin, ...spring, cron: '15 2 * * *', durationSeconds: 1_800 },
    want: ['2026-03-29T01:00 2026-03-29T01:30', '2026-03-30T00:15 2026-03-30T00:45'],
  },
  'several starts in a gap are one': {
    ...{ ...berlin, cron: '0,20,40 2,3 29 3 *', durationSeconds: 600 },
    ...{ from: '2026-03-29T00:00', until: '2026-03-29T02:00' },
    want: [
      '2026-03-29T01:00 2026-03-29T01:10',
      '2026-03-29T01:20 2026-03-29T01:30',
      '2026-03-29T01:40 2026-03-29T01:50',
    ],
  },
  'wholly in a fold: once': {
    ...{ ...berlin, ...autumn, cron: '15 2 * * *', endTime: '02:45' },
    want: ['2026-10-25T00:15 2026-10-25T00:45', '2026-10-26T01:15 2026-10-26T01:45'],
  },
  'start in a fold: the first': {
    ...{ ...berlin, ...autumn, cron: '30 2 * * *', durationSeconds: 7_200 },
    want: ['2026-10-25T00:30 2026-10-25T02:30', '2026-10-26T01:30 2026-10-26T03:30'],
  },
  'local end over a fold: an hour longer': {
    ...{ ...berlin, ...autumn, cron: '30 1 * * *', endTime: '04:00' },
    want: ['2026-10-24T23:30 2026-10-25T03:00', '2026-10-26T00:30 2026-10-26T03:00'],
  },
  'every ten minutes in a fold: each once': {
    ...{ ...berlin, cron: '*/20 2 25 10 *', durationSeconds: 60 },
    ...{ from: '2026-10-24T00:00', until: '2026-10-27T00:00' },
    want: [
      '2026-10-25T00:00 2026-10-25T00:01',
      '2026-10-25T00:20 2026-10-25T00:21',
      '2026-10-25T00:40 2026-10-25T00:41',
    ],
  },
  'New York, in the gap': {
    ...{ cron: '30 2 * * *', zone: 'America/New_York', endTime: '03:30' },
    ...{ from: '2026-03-08T00:00', until: '2026-03-09T00:00' },
    want: ['2026-03-08T07:00 2026-03-08T07:30'],
  },
  'Seoul, a date of its own calendar excluded': {
    ...{ cron: '30 2 * * *', zone: 'Asia/Seoul', durationSeconds: 3_600, excludeDates: ['2026-03-29'] },
    ...{ from: '2026-03-27T12:00', until: '2026-03-30T12:00' },
    want: ['2026-03-27T17:30 2026-03-27T18:30', '2026-03-29T17:30 2026-03-29T18:30'],
  },
  'Lord Howe, gap of half an hour': {
    ...{ cron: '15 2 * * *', zone: 'Australia/Lord_Howe', endTime: '03:00' },
    ...{ from: '2025-10-04T12:00', until: '2025-10-05T12:00' },
    want: ['2025-10-04T15:30 2025-10-04T16:00'],
  },
  'Apia, the day that was not': {
    ...{ cron: '0 10 * * *', zone: 'Pacific/Apia', durationSeconds: 3_600 },
    ...{ from: '2011-12-29T00:00', until: '2012-01-01T00:00' },
    want: [
      '2011-12-29T20:00 2011-12-29T21:00',
      '2011-12-30T10:00 2011-12-30T11:00',
      '2011-12-30T20:00 2011-12-30T21:00',
      '2011-12-31T20:00 2011-12-31T21:00',
    ],
  },
  'Sao Paulo, no midnight; excluded by its own date': {
    ...{ cron: '0 0 * * *', zone: 'America/Sao_Paulo', durationSeconds: 3_600, excludeDates: ['2018-11-05'] },
    ...{ from: '2018-11-03T12:00', until: '2018-11-06T12:00' },
    want: ['2018-11-04T03:00 2018-11-04T04:00', '2018-11-06T02:00 2018-11-06T03:00'],
  },
  'Cairo, ends at a midnight that is not': {
    ...{ cron: '0 23 24 4 *', zone: 'Africa/Cairo', endTime: '00:00' },
    ...{ from: '2025-04-24T00:00', until: '2025-04-26T00:00' },
    want: ['2025-04-24T21:00 2025-04-24T22:00'],
  },
  'working days do not run over the weekend': {
    ...{ ...berlin, ...june, cron: '30 6 * * 1-5', endTime: '22:10', excludeDates: ['2026-06-04'] },
    want: ['01', '02', '03', '05', '08'].map((day) => `2026-06-${day}T04:30 2026-06-${day}T20:10`),
  },
  'over midnight, seen from inside': {
    ...{
      ...berlin,
      cron: '0 22 * * FRI',
      endTime: '02:00',
      from: '2026-06-05T22:30',
      until: '2026-06-05T22:31',
    },
    want: ['2026-06-05T20:00 2026-06-06T00:00'],
  },
  'ends where the range starts: not in it': {
    ...{
      ...berlin,
      cron: '0 22 5 6 *',
      endTime: '02:00',
      from: '2026-06-06T00:00',
      until: '2026-06-07T00:00',
    },
    want: [],
  },
  'starts where the range ends: not in it': {
    ...{
      ...berlin,
      cron: '0 22 5 6 *',
      endTime: '02:00',
      from: '2026-06-05T00:00',
      until: '2026-06-05T20:00',
    },
    want: [],
  },
  'same time of day: a whole day': {
    ...{
      ...berlin,
      cron: '0 12 5 6 *',
      endTime: '12:00',
      from: '2026-06-06T09:59',
      until: '2026-06-06T11:00',
    },
    want: ['2026-06-05T10:00 2026-06-06T10:00'],
  },
  'leap day': {
    ...{
      ...berlin,
      cron: '0 12 29 2 *',
      durationSeconds: 60,
      from: '2026-01-01T00:00',
      until: '2033-01-01T00:00',
    },
    want: ['2028-02-29T11:00 2028-02-29T11:01', '2032-02-29T11:00 2032-02-29T11:01'],
  },
  'over the end of the year': {
    ...{
      ...berlin,
      cron: '30 23 31 12 *',
      endTime: '00:30',
      from: '2026-12-31T23:00',
      until: '2027-12-31T00:00',
    },
    want: ['2026-12-31T22:30 2026-12-31T23:30'],
  },
  'first and last start, both included': {
    ...{ ...berlin, ...june, cron: '0 12 * * *', durationSeconds: 60 },
    ...{ notBefore: '2026-06-02T10:00:00Z', notAfter: '2026-06-03T10:00:00Z' },
    want: ['2026-06-02T10:00 2026-06-02T10:01', '2026-06-03T10:00 2026-06-03T10:01'],
  },
  'longer than its period: windows overlap': {
    ...{
      ...berlin,
      cron: '0 * * * *',
      durationSeconds: 5_400,
      from: '2026-06-01T10:15',
      until: '2026-06-01T11:15',
    },
    want: [
      '2026-06-01T09:00 2026-06-01T10:30',
      '2026-06-01T10:00 2026-06-01T11:30',
      '2026-06-01T11:00 2026-06-01T12:30',
    ],
  },
};

const show = (text: string): string => text.slice(0, 16);

describe('expandWindows', () => {
  test.each(Object.entries(cases))('%s', (_, { from, until, want, ...input }) => {
    const windows = expandWindows(aRecurrence(input), anInstant(`${from}:00Z`), anInstant(`${until}:00Z`));
    expect(
      windows.map(({ start, end }) => `${show(formatInstant(start))} ${show(formatInstant(end))}`),
    ).toEqual(want);
  });

  test('refuses a zone that no parser has seen', () => {
    const recurrence = {
      ...aRecurrence({ ...berlin, cron: '@daily', durationSeconds: 60 }),
      zone: 'Mars/Olympus',
    };
    const at = anInstant('2026-06-01T00:00:00Z');
    expect(() => expandWindows(recurrence, at, at)).toThrow(
      'expected zone to be an IANA time zone, got "Mars/Olympus"',
    );
  });
});

describe('surgesOf', () => {
  const recurrence = aRecurrence({ ...berlin, cron: '0 12 * * *', durationSeconds: 60 });
  const template = {
    id: 'news/lunch',
    targets: [],
    demand: { kind: 'replicas', replicas: 20 },
    ceiling: { kind: 'cap' },
    cancelled: false,
  } as const;
  const idsIn = (from: string, until: string) =>
    surgesOf(template, expandWindows(recurrence, anInstant(from), anInstant(until))).map(({ id }) => id);

  test('names each surge after its window, the same from any range', () => {
    expect(idsIn('2026-06-01T00:00:00Z', '2026-06-03T00:00:00Z')).toEqual([
      'news/lunch-20260601t100000z',
      'news/lunch-20260602t100000z',
    ]);
    expect(idsIn('2026-06-02T10:00:30Z', '2026-06-02T10:00:31Z')).toEqual(['news/lunch-20260602t100000z']);
  });

  test('gives it the window and the rest of the template', () => {
    const [start, end] = [anInstant('2026-06-01T10:00:00Z'), anInstant('2026-06-01T10:01:00Z')];
    expect(surgesOf(template, [{ start, end }])).toEqual([
      { ...template, id: 'news/lunch-20260601t100000z', start, end, status: {} },
    ]);
  });
});
