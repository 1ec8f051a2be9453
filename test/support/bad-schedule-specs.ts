/** Specs of a SurgeSchedule that everybody refuses, and in which words. */
import { type BadCase, bad, ONE_OF, schedule, TARGETS } from './resource-cases.ts';

export const BAD_SCHEDULES: Readonly<Record<string, BadCase>> = {
  'a pattern of three parts': bad(
    schedule({ cron: '30 19 *' }),
    'spec.cron',
    'expected a cron pattern of five parts such as "30 6 * * 1-5", got "30 19 *"',
    'should match',
  ),
  'a schedule of no zone': bad(
    schedule({ zone: '' }),
    'spec.zone',
    'expected an IANA time zone such as Europe/Berlin, at most 64 long, got ""',
    'should be at least 1 chars long',
  ),
  'windows without an end': bad(
    schedule({ durationSeconds: undefined }),
    'spec',
    'expected either durationSeconds or endTime, got neither',
  ),
  'windows with two ends': bad(
    schedule({ endTime: '23:30' }),
    'spec',
    'expected either durationSeconds or endTime, got both',
  ),
  'a time of day that no clock shows': bad(
    schedule({ durationSeconds: undefined, endTime: '24:00' }),
    'spec.endTime',
    'expected a local time from 00:00 to 23:59, got "24:00"',
    'should match',
  ),
  'a holiday that is not in the calendar': bad(
    schedule({ excludeDates: ['2026-02-29'] }),
    'spec.excludeDates[0]',
    'expected a date such as 2026-12-25, got "2026-02-29"',
    'must be of type date',
  ),
  'a season upside down': bad(
    schedule({ notBefore: '2026-11-02T00:00:00Z', notAfter: '2026-11-01T00:00:00Z' }),
    'spec.notAfter',
    'expected a notAfter that is not before notBefore, got an earlier one',
  ),
  'surges without targets': bad(
    schedule({ surge: { targets: [], demand: { replicas: 4 } } }),
    'spec.surge.targets',
    'expected at least one target, got []',
    'should have at least 1 items',
  ),
  'surges of no size': bad(
    schedule({ surge: { targets: TARGETS, demand: {} } }),
    'spec.surge.demand',
    `${ONE_OF}, got none`,
  ),
  'surges with a start of their own': bad(
    schedule({ surge: { targets: TARGETS, demand: { replicas: 4 }, start: '2026-11-22T18:00:00Z' } }),
    'spec.surge.start',
    'unknown key, expected one of targets, demand, ceiling, leadSeconds, nodes',
    'unknown field "spec.surge.start"',
  ),
};
