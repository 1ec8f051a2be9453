import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../../../src/core/model/time.ts';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';
import { anInstant } from '../../support/an-instant.ts';

const ONE = 'surges:\n  - name: spot\n    startAt: 600\n    durationSeconds: 1200\n';
const DECAY = { kind: 'decay', ramp: seconds(10), plateau: seconds(0), decay: seconds(300) };

describe('the surges', () => {
  test('are, by default, what the sender of each push knows', () => {
    const { surges, events } = scenarioOf(
      'load: { steadyRps: 1000, pushes: [{ peakRps: 20000 }, { name: second, times: 3, at: 700 }] }\n',
    );

    expect(surges).toMatchObject([
      {
        id: 'default/push-1',
        targets: [{ ref: { kind: 'HorizontalPodAutoscaler', namespace: 'default', name: 'app' } }],
        start: anInstant('2026-01-01T00:10:00Z'),
        // Five decay times after the ramp.
        end: anInstant('2026-01-01T00:35:10Z'),
        demand: { kind: 'rps', rps: 19_000, curve: DECAY },
        ceiling: { kind: 'cap' },
        cancelled: false,
        status: {},
      },
      { id: 'default/second', start: anInstant('2026-01-01T00:11:40Z'), demand: { rps: 2_000 } },
    ]);
    expect(events.map(({ name }) => name)).toEqual(['push-1', 'second']);
  });

  test.each(['surges: []\n', 'load: { points: [[0, 100], [60, 200]] }\n'])('are none with %j', (text) => {
    expect(scenarioOf(text)).toMatchObject({ surges: [], events: [] });
  });

  const demands: Readonly<Record<string, readonly [text: string, want: object]>> = {
    replicas: ['{ replicas: 40 }', { kind: 'replicas', replicas: 40 }],
    'a multiplier': ['{ multiplier: 2.5 }', { kind: 'multiplier', multiplier: 2.5, curve: { kind: 'box' } }],
    'a rate that decays': ['{ rps: 9000, curve: { decay: {} } }', { kind: 'rps', rps: 9_000, curve: DECAY }],
    'an audience that comes by points': [
      '{ audience: { recipients: 1000, openRate: 0.1 }, curve: { points: [[0, 0], [60, 1]] } }',
      {
        kind: 'audience',
        recipients: 1_000,
        openRate: 0.1,
        requestsPerOpen: 1,
        curve: {
          kind: 'points',
          points: [
            { offset: 0, share: 0 },
            { offset: minutes(1), share: 1 },
          ],
        },
      },
    ],
  };
  test.each(Object.entries(demands))('expect %s', (_, [demand, want]) => {
    expect(scenarioOf(`${ONE}    demand: ${demand}\n`).surges[0]?.demand).toEqual(want);
  });

  test('keep ceiling, lead and override', () => {
    const text = `${ONE}    demand: { replicas: 40 }
    ceiling: { raiseTo: 50 }
    leadSeconds: 90
    override: { owner: ada, reason: first of the year, pin: true }
`;

    expect(scenarioOf(text).surges[0]).toMatchObject({
      ceiling: { kind: 'raise', to: 50 },
      lead: seconds(90),
      override: { owner: 'ada', reason: 'first of the year', pin: true },
    });
  });

  test('come again on the clocks of a zone, up to the end of the run', () => {
    const { surges, events } = scenarioOf(`startAt: 2026-03-28T23:30:00Z
durationSeconds: 7200
surges:
  - name: night
    recurring: { cron: '30 * * * *', zone: Europe/Berlin, durationSeconds: 600 }
    demand: { multiplier: 3 }
`);

    // 02:30 does not exist that night: its window begins when the clocks jump, at 01:00 UTC.
    expect(surges.map(({ id }) => id)).toEqual([
      'default/night-20260328t233000z',
      'default/night-20260329t003000z',
      'default/night-20260329t010000z',
    ]);
    expect(events[2]).toEqual({
      name: 'night-20260329t010000z',
      at: anInstant('2026-03-29T01:00:00Z'),
      end: anInstant('2026-03-29T01:10:00Z'),
    });
  });
});

describe('a surge is refused', () => {
  const KINDS = 'replicas, multiplier, rps, audience';
  const spot = (rest: string) => `surges: [{ name: spot, startAt: 60, durationSeconds: 60, ${rest} }]`;
  const always = (recurring: string) =>
    `durationSeconds: 3600\nsurges:\n - { name: a, demand: { replicas: 3 }, recurring: ${recurring} }`;
  const refused: Readonly<Record<string, readonly [line: number, text: string, want: string]>> = {
    'without a demand': [
      5,
      spot('leadSeconds: 4'),
      'surges[0].demand: expected a block of keys, got nothing',
    ],
    'with an empty demand': [
      5,
      spot('demand: {}'),
      `surges[0].demand: expected exactly one of ${KINDS}, got none`,
    ],
    'with two demands': [
      5,
      spot('demand: { replicas: 3, rps: 4 }'),
      `surges[0].demand: expected exactly one of ${KINDS}, got replicas and rps`,
    ],
    'with a negative demand': [
      5,
      spot('demand: { multiplier: -2 }'),
      'surges[0].demand.multiplier: expected a number above 0, got -2',
    ],
    'with a curve for replicas': [
      5,
      spot('demand: { replicas: 3, curve: { decay: {} } }'),
      'surges[0].demand.curve: expected no curve beside replicas, got one',
    ],
    'with two curves': [
      5,
      spot('demand: { rps: 3, curve: { decay: {}, points: [[0, 1], [1, 1]] } }'),
      'surges[0].demand.curve: expected exactly one of decay, points, got decay and points',
    ],
    'with a curve above its peak': [
      5,
      spot('demand: { rps: 3, curve: { points: [[0, 1], [1, 2]] } }'),
      'surges[0].demand.curve.points[1][1]: expected a number up to 1, got 2',
    ],
    'with more openings than recipients': [
      5,
      spot('demand: { audience: { recipients: 10, openRate: 5 } }'),
      'surges[0].demand.audience.openRate: expected a number up to 1, got 5',
    ],
    'without a start': [
      5,
      'surges: [{ name: spot, durationSeconds: 60, demand: { replicas: 3 } }]',
      'surges[0]: expected exactly one of startAt, recurring, got none',
    ],
    'without an end': [
      5,
      'surges: [{ name: spot, startAt: 60, demand: { replicas: 3 } }]',
      'surges[0]: expected exactly one of endAt, durationSeconds, got none',
    ],
    'that ends before it begins': [
      8,
      'surges:\n - name: spot\n   startAt: 60\n   endAt: 2026-01-01T00:00:30Z\n   demand: { replicas: 3 }',
      'surges[0].endAt: expected an instant after startAt (2026-01-01T00:01:00.000Z), got 2026-01-01T00:00:30.000Z',
    ],
    'that begins before the run': [
      5,
      'surges: [{ name: spot, startAt: 2025-12-31T23:00:00Z, durationSeconds: 9, demand: { replicas: 3 } }]',
      'surges[0].startAt: expected an instant in the run, from 2026-01-01T00:00:00.000Z, got 2025-12-31T23:00:00.000Z',
    ],
    'with the name of another': [
      7,
      `surges:\n${' - { name: a, startAt: 1, endAt: 2, demand: { replicas: 1 } }\n'.repeat(2)}`,
      'surges[1].name: expected a name that no other surge has, got "a"',
    ],
    'in an unknown zone': [
      7,
      always("{ cron: '0 * * * *', zone: Europe/Berlim, durationSeconds: 60 }"),
      'surges[0].recurring.zone: expected an IANA time zone such as Europe/Berlin, got "Europe/Berlim"',
    ],
    'with a pattern of no date': [
      7,
      always("{ cron: '0 0 31 2 *', zone: UTC, durationSeconds: 60 }"),
      'surges[0].recurring.cron: expected a cron pattern of five parts that some date matches, such as "30 6 * * 1-5", got "0 0 31 2 *"',
    ],
    'that never comes in the run': [
      7,
      always("{ cron: '30 1 * * *', zone: UTC, durationSeconds: 60 }"),
      'surges[0].recurring.cron: expected a window in the run (2026-01-01T00:00:00.000Z to 2026-01-01T01:00:00.000Z), got none',
    ],
    'that comes again and has an end beside': [
      7,
      always("{ cron: '0 * * * *', zone: UTC, durationSeconds: 60 }, endAt: 900"),
      'surges[0].endAt: expected the end of a recurring surge under recurring, got it beside',
    ],
  };
  test.each(Object.entries(refused))('%s', (_, [line, text, want]) => {
    expect(problemsIn(`${WORKLOAD}${text}\n`)).toEqual([`s.yaml:${line}: ${want}`]);
  });
});
