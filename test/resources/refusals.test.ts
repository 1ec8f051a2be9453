/** What Forescale itself says of good and bad specs; test/cluster/crds.test.ts asks an API server the same. */
import { describe, expect, test } from 'vitest';
import { readSurge } from '../../src/resources/surge/codec.ts';
import { readSurgeSchedule } from '../../src/resources/surge-schedule/codec.ts';
import { BAD_SCHEDULES } from '../support/bad-schedule-specs.ts';
import { BAD_SURGES } from '../support/bad-surge-specs.ts';
import { GOOD } from '../support/good-specs.ts';
import type { ResourceKind } from '../support/resource-cases.ts';

function problemsOf(kind: ResourceKind, spec: object): readonly string[] {
  const resource = { metadata: { namespace: 'news', name: 'push' }, spec };
  const reading = kind === 'Surge' ? readSurge(resource) : readSurgeSchedule(resource);
  return reading.kind === 'refused' ? reading.problems : [];
}

describe('is taken', () => {
  test.each(Object.entries(GOOD))('%s', (_, { kind, spec }) => {
    expect(problemsOf(kind, spec)).toEqual([]);
  });
});

describe('is refused, and why', () => {
  test.each(Object.entries({ ...BAD_SURGES, ...BAD_SCHEDULES }))('%s', (_, { kind, spec, field, says }) => {
    expect(problemsOf(kind, spec)).toEqual([`${field}: ${says}`]);
  });
});

describe('is what the API server cannot know, and is refused on reading', () => {
  const SCHEDULE = GOOD['a schedule']?.spec;

  test.each([
    [
      'a zone that is none',
      { zone: 'Europe/Neustadt' },
      'spec.zone: expected an IANA time zone such as Europe/Berlin, got "Europe/Neustadt"',
    ],
    [
      'a pattern that no date matches',
      { cron: '0 0 30 2 *' },
      'spec.cron: expected a cron pattern of five parts that some date matches, such as "30 6 * * 1-5", got "0 0 30 2 *"',
    ],
  ])('%s', (_, over, want) => {
    expect(problemsOf('SurgeSchedule', { ...SCHEDULE, ...over })).toEqual([want]);
  });
});
