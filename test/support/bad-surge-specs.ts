/** Specs of a Surge that everybody refuses, and in which words. */
import { type BadCase, bad, demand, ONE_OF, RISING, surge, TARGETS } from './resource-cases.ts';

const INSTANT = 'expected an RFC 3339 instant such as 2026-01-01T18:00:00Z';
const KINDS = 'HorizontalPodAutoscaler or ScaledObject or Deployment or StatefulSet or Rollout';
const NAME = 'expected the name of an object, such as news-app';

export const BAD_SURGES: Readonly<Record<string, BadCase>> = {
  'no start': bad(surge({ start: undefined }), 'spec.start', `${INSTANT}, got nothing`, 'Required value'),
  'a start in words': bad(
    surge({ start: 'tomorrow' }),
    'spec.start',
    `${INSTANT}, got "tomorrow"`,
    'must be of type date-time: "tomorrow"',
  ),
  'a start without a zone': bad(
    surge({ start: '2026-11-22T18:00:00' }),
    'spec.start',
    `${INSTANT}, got "2026-11-22T18:00:00"`,
    'must be of type date-time',
  ),
  'a day that is not in the calendar': bad(
    surge({ start: '2026-02-30T18:00:00Z' }),
    'spec.start',
    `${INSTANT}, got "2026-02-30T18:00:00Z"`,
    'must be of type date-time',
  ),
  'no end': bad(
    surge({ durationSeconds: undefined }),
    'spec',
    'expected either end or durationSeconds, got neither',
  ),
  'two ends': bad(
    surge({ end: '2026-11-22T19:00:00Z' }),
    'spec',
    'expected either end or durationSeconds, got both',
  ),
  'an end before the start': bad(
    surge({ durationSeconds: undefined, end: '2026-11-22T16:59:59Z' }),
    'spec.end',
    'expected an end after start, got one before or at it',
  ),
  'an end at the start, on other clocks': bad(
    surge({ durationSeconds: undefined, end: '2026-11-22T17:00:00Z' }),
    'spec.end',
    'expected an end after start, got one before or at it',
  ),
  'a length of nothing': bad(
    surge({ durationSeconds: 0 }),
    'spec.durationSeconds',
    'expected a number from 1, got 0',
    'should be greater than or equal to 1',
  ),
  'more than a year': bad(
    surge({ durationSeconds: 1e9 }),
    'spec.durationSeconds',
    'expected a number up to 31622400, got 1000000000',
    'should be less than or equal to 31622400',
  ),
  'no targets': bad(
    surge({ targets: [] }),
    'spec.targets',
    'expected at least one target, unless the surge is cancelled, got none',
  ),
  'a target of another kind': bad(
    surge({ targets: [{ kind: 'Pod', name: 'app' }] }),
    'spec.targets[0].kind',
    `expected ${KINDS}, got "Pod"`,
    'Unsupported value: "Pod": supported values: "HorizontalPodAutoscaler"',
  ),
  'a target that cannot have that name': bad(
    surge({ targets: [{ kind: 'Deployment', name: 'App' }] }),
    'spec.targets[0].name',
    `${NAME}, got "App"`,
    'should match',
  ),
  'a target twice': bad(
    surge({ targets: [...TARGETS, ...TARGETS] }),
    'spec.targets[1]',
    'expected a target that is named once, got HorizontalPodAutoscaler app again',
    'Duplicate value: {"kind":"HorizontalPodAutoscaler","name":"app"}',
  ),
  'a demand of nothing': bad(demand({}), 'spec.demand', `${ONE_OF}, got none`),
  'two demands': bad(demand({ replicas: 4, rps: 4 }), 'spec.demand', `${ONE_OF}, got more`),
  'a bad demand of one target': bad(
    surge({ targets: [{ kind: 'Deployment', name: 'app', demand: {} }] }),
    'spec.targets[0].demand',
    `${ONE_OF}, got none`,
  ),
  'no replicas': bad(
    demand({ replicas: 0 }),
    'spec.demand.replicas',
    'expected a whole number from 1, got 0',
    'should be greater than or equal to 1',
  ),
  'half a replica': bad(
    demand({ replicas: 1.5 }),
    'spec.demand.replicas',
    'expected a whole number from 1, got 1.5',
    'must be of type integer',
  ),
  'a slip of the finger': bad(
    demand({ replicas: 4_000_000 }),
    'spec.demand.replicas',
    'expected a whole number up to 100000, got 4000000',
    'should be less than or equal to 100000',
  ),
  'a crowd of nobody': bad(
    demand({ rps: 0 }),
    'spec.demand.rps',
    'expected a number above 0, got 0',
    'should be greater than 0',
  ),
  'a share in percent': bad(
    demand({ audience: { recipients: 1_000, openRate: 10 } }),
    'spec.demand.audience.openRate',
    'expected a number up to 1, got 10',
    'should be less than or equal to 1',
  ),
  'a curve of replicas': bad(
    demand({ replicas: 4, curve: { decay: {} } }),
    'spec.demand.curve',
    'expected no curve beside replicas, got one',
  ),
  'a curve of nothing': bad(
    demand({ rps: 4, curve: {} }),
    'spec.demand.curve',
    'expected either decay or points, got neither',
  ),
  'two curves': bad(
    demand({ rps: 4, curve: { decay: {}, points: RISING } }),
    'spec.demand.curve',
    'expected either decay or points, got both',
  ),
  'a curve of one point': bad(
    demand({ rps: 4, curve: { points: RISING.slice(0, 1) } }),
    'spec.demand.curve.points',
    'expected at least two points, got a list of 1',
    'should have at least 2 items',
  ),
  'points that go back in time': bad(
    demand({ rps: 4, curve: { points: RISING.toReversed() } }),
    'spec.demand.curve.points',
    'expected points whose afterSeconds rise, got one before its time',
  ),
  'two points at one time': bad(
    demand({ rps: 4, curve: { points: [...RISING, { afterSeconds: 600.5, share: 0 }] } }),
    'spec.demand.curve.points[3].afterSeconds',
    'expected a time that no other point has, got 600.5',
    'spec.demand.curve.points[3]: Duplicate value: {"afterSeconds":600.5}',
  ),
  'an override of nobody': bad(
    surge({ override: { reason: 'a big match' } }),
    'spec.override.owner',
    'expected who is behind it, at most 253 long, got nothing',
    'Required value',
  ),
  'an override without a reason': bad(
    surge({ override: { owner: 'ann', reason: '' } }),
    'spec.override.reason',
    'expected why it is there, at most 1024 long, got ""',
    'should be at least 1 chars long',
  ),
  'a ceiling in words': bad(
    surge({ ceiling: { raiseTo: 'high' } }),
    'spec.ceiling.raiseTo',
    'expected a whole number from 1, got "high"',
    'must be of type integer: "string"',
  ),
  'an unknown field': bad(
    demand({ replicas: 4, colour: 'red' }),
    'spec.demand.colour',
    'unknown key, expected one of replicas, multiplier, rps, audience, curve',
    'unknown field "spec.demand.colour"',
  ),
};
