import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';
import { readSurgeFile } from '../../../src/config/surge/surge-file.ts';

const SURGE = `apiVersion: forescale.dev/v1alpha1
kind: Surge
metadata:
  name: push
spec:
  start: 2026-11-22T18:00:00Z
  durationSeconds: 1200
  targets:
    - {kind: HorizontalPodAutoscaler, name: news-app}
  demand:
    replicas: 40
`;

const namesIn = (text: string) => {
  const read = readSurgeFile('s.yaml', text);
  return read.ok ? read.drafts.map(({ metadata }) => metadata.name) : problemsIn(text);
};
const problemsIn = (text: string): readonly string[] => {
  const read = readSurgeFile('s.yaml', text);
  return read.ok ? [] : read.problems.map(formatProblem);
};

describe('a file', () => {
  test('of one surge is taken as it is written', () => {
    expect(readSurgeFile('s.yaml', SURGE)).toMatchObject({
      ok: true,
      drafts: [
        { kind: 'Surge', metadata: { name: 'push', namespace: undefined }, spec: { durationSeconds: 1200 } },
      ],
    });
  });

  test.each([
    [
      'of several, with empty documents between',
      `${SURGE}---\n---\n${SURGE.replace('push', 'late')}`,
      ['push', 'late'],
    ],
    ['that is a List', `kind: List\nitems:\n${SURGE.replace(/^/gm, '    ').replace('   ', '  -')}`, ['push']],
    [
      'as JSON',
      JSON.stringify({
        apiVersion: 'forescale.dev/v1alpha1',
        kind: 'Surge',
        metadata: { name: 'j', uid: '1', generation: 3 },
        status: {},
        spec: {
          start: '2026-11-22T18:00:00Z',
          durationSeconds: 60,
          targets: [{ kind: 'Deployment', name: 'web' }],
          demand: { rps: 10 },
        },
      }),
      ['j'],
    ],
  ])('%s', (_, text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});

const SCHEDULE = `apiVersion: forescale.dev/v1alpha1
kind: SurgeSchedule
metadata: {name: evenings}
spec:
  cron: '0 20 * * *'
  zone: Europe/Berlin
  durationSeconds: 3600
  surge:
    targets: [{kind: Deployment, name: web}]
    demand: {multiplier: 3}
`;

describe('a schedule', () => {
  test('is read beside surges', () => {
    expect(namesIn(`${SURGE}---\n${SCHEDULE}`)).toEqual(['push', 'evenings']);
  });

  test('is held against its own schema', () => {
    expect(problemsIn(SCHEDULE.replace('multiplier: 3', 'multiplier: x'))).toEqual([
      's.yaml:10: spec.surge.demand.multiplier: expected a number above 0, got "x"',
    ]);
  });
});

describe('a schedule that the API server would let pass', () => {
  test.each([
    [
      'an unknown zone',
      SCHEDULE.replace('Europe/Berlin', 'Mars/Base'),
      's.yaml:6: spec.zone: expected an IANA time zone such as Europe/Berlin, got "Mars/Base"',
    ],
    [
      'a pattern that no date matches',
      SCHEDULE.replace('0 20 * * *', '61 20 * * *'),
      's.yaml:5: spec.cron: expected a cron pattern of five parts that some date matches, such as "30 6 * * 1-5", got "61 20 * * *"',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });
});

describe('what is wrong is named with its line', () => {
  test.each([
    [
      'another kind',
      SURGE.replace('kind: Surge', 'kind: Pod'),
      's.yaml:2: kind: expected Surge or SurgeSchedule, got "Pod"',
    ],
    [
      'another version',
      SURGE.replace('v1alpha1', 'v9'),
      's.yaml:1: apiVersion: expected forescale.dev/v1alpha1, got "forescale.dev/v9"',
    ],
    [
      'no name',
      SURGE.replace('name: push', 'namespace: x'),
      's.yaml:3: metadata.name: expected a name of a-z, 0-9, - and . such as push-1800, got nothing',
    ],
    [
      'a wrong value',
      SURGE.replace('replicas: 40', 'replicas: many'),
      's.yaml:11: spec.demand.replicas: expected a whole number from 1, got "many"',
    ],
    [
      'a start without a zone',
      SURGE.replace('18:00:00Z', '18:00:00'),
      's.yaml:6: spec.start: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "2026-11-22T18:00:00"',
    ],
    [
      'in a later document',
      `${SURGE}---\n${SURGE.replace('40', '-1')}`,
      's.yaml:23: spec.demand.replicas: expected a whole number from 1, got -1',
    ],
    ['nothing', '# nothing\n', 's.yaml: expected at least one Surge or SurgeSchedule, got none'],
    [
      'no spec',
      SURGE.slice(0, SURGE.indexOf('spec:')),
      's.yaml:1: spec: expected a block of keys, got nothing',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });
});

test('whatever the text, it is read or refused', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.string().map((part) => SURGE + part),
      ),
      (text) => {
        const read = readSurgeFile('s.yaml', text);
        expect(read.ok ? read.drafts.length : read.problems.length).toBeGreaterThan(0);
      },
    ),
  );
});
