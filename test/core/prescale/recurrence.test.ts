import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { parseRecurrence } from '../../../src/core/prescale/recurrence.ts';
import { anInstant } from '../../support/an-instant.ts';

const evening = { cron: '0 18 * * *', zone: 'Europe/Berlin', durationSeconds: 1_800 };
const morning = { cron: '30 6 * * 1-5', zone: 'Asia/Seoul', endTime: '09:05' };

describe('parseRecurrence', () => {
  test('reads a length of elapsed time', () => {
    expect(parseRecurrence(evening)).toEqual({
      kind: 'recurrence',
      recurrence: {
        cron: '0 18 * * *',
        zone: 'Europe/Berlin',
        end: { kind: 'after', length: seconds(1_800) },
        excludedDates: [],
        notBefore: undefined,
        notAfter: undefined,
      },
    });
  });

  test('reads a local end, excluded dates and both limits', () => {
    const limits = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-12-31T23:00:00+09:00' };
    expect(parseRecurrence({ ...morning, excludeDates: ['2026-12-25'], ...limits })).toEqual({
      kind: 'recurrence',
      recurrence: {
        cron: '30 6 * * 1-5',
        zone: 'Asia/Seoul',
        end: { kind: 'at', sinceMidnight: minutes(9 * 60 + 5) },
        excludedDates: ['2026-12-25'],
        notBefore: anInstant('2026-01-01T00:00:00Z'),
        notAfter: anInstant('2026-12-31T14:00:00Z'),
      },
    });
  });

  test.each(['@daily', '0 0 L * *', '0 20 * * FRI#2', '0 0 29 2 *', '*/15 9-17 * * MON-FRI'])(
    'takes the pattern %s',
    (cron) => {
      expect(parseRecurrence({ ...evening, cron }).kind).toBe('recurrence');
    },
  );

  const pattern =
    'cron: expected a cron pattern of five parts that some date matches, such as "30 6 * * 1-5", got';
  const refusals: Record<string, readonly [Record<string, unknown>, string]> = {
    'unknown zone': [
      { zone: 'Europe/Berln' },
      'zone: expected an IANA time zone such as Europe/Berlin, got "Europe/Berln"',
    ],
    'bare offset': [
      { zone: '+02:00' },
      'zone: expected an IANA time zone such as Europe/Berlin, got "+02:00"',
    ],
    'six parts': [{ cron: '0 0 18 * * *' }, `${pattern} "0 0 18 * * *"`],
    'hour 25': [{ cron: '0 25 * * *' }, `${pattern} "0 25 * * *"`],
    'a date': [{ cron: '2026-11-22T18:00:00' }, `${pattern} "2026-11-22T18:00:00"`],
    'a date that never comes': [{ cron: '0 0 31 2 *' }, `${pattern} "0 0 31 2 *"`],
    'end time 24:00': [
      { durationSeconds: undefined, endTime: '24:00' },
      'endTime: expected a local time from 00:00 to 23:59, got "24:00"',
    ],
    'no end': [
      { durationSeconds: undefined },
      'durationSeconds: expected either durationSeconds or endTime, got neither',
    ],
    'two ends': [
      { endTime: '19:00' },
      'endTime: expected either durationSeconds or endTime, got 1800 and "19:00"',
    ],
    'no length': [{ durationSeconds: 0 }, 'durationSeconds: Too small: expected number to be >0'],
    'a day that is none': [
      { excludeDates: ['2026-02-28', '2026-02-29'] },
      'excludeDates.1: expected a date such as 2026-12-25, got "2026-02-29"',
    ],
    'limit without zone': [
      { notAfter: '2026-01-01T00:00:00' },
      'notAfter: expected an instant such as 2026-11-22T18:00:00Z, got "2026-01-01T00:00:00"',
    ],
    'limits crossed': [
      { notBefore: '2026-06-01T00:00:00Z', notAfter: '2026-05-01T00:00:00Z' },
      'notAfter: expected an instant not before notBefore (2026-06-01T00:00:00Z), got "2026-05-01T00:00:00Z"',
    ],
    'unknown key': [{ timezone: 'UTC' }, 'Unrecognized key: "timezone"'],
  };

  test.each(Object.entries(refusals))('refuses %s', (_, [change, problem]) => {
    expect(parseRecurrence({ ...evening, ...change })).toEqual({ kind: 'refused', problems: [problem] });
  });

  test('lists every problem', () => {
    const reading = parseRecurrence({ cron: 'soon', zone: 'Mars/Olympus', durationSeconds: -1 });
    expect(reading.kind === 'refused' && reading.problems.length).toBe(3);
  });
});
