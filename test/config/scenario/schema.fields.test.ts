import { describe, expect, test } from 'vitest';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';

const TOP =
  'name, seed, startAt, durationSeconds, workload, hpa, metric, load, nodeGroup, controllerManager, autoscaler, metrics, surges, prescale';
const INSTANT = 'an RFC 3339 instant such as 2026-01-01T18:00:00Z';
const RANGE = 'two lengths in seconds, the shorter first, such as [20, 40]';
const LABEL = 'a name of a-z, 0-9 and - such as news-app, at most 63 long';
const QUANTITY = 'a quantity above 0 such as 500m, 2 or 512Mi';

const REFUSED: Readonly<Record<string, readonly [text: string, want: string]>> = {
  'an unknown key': ['sed: 4', `sed: unknown key, expected one of ${TOP}`],
  'a key of every object': ['__proto__: 4', `__proto__: unknown key, expected one of ${TOP}`],
  'a word for a number': ['seed: many', 'seed: expected a whole number from 0, got "many"'],
  'a fraction': ['seed: 1.5', 'seed: expected a whole number from 0, got 1.5'],
  'a negative number': ['seed: -1', 'seed: expected a whole number from 0, got -1'],
  NaN: ['seed: .nan', 'seed: expected a whole number from 0, got NaN'],
  infinity: ['durationSeconds: .inf', 'durationSeconds: expected a number up to 31622400, got Infinity'],
  'a huge length': [
    'durationSeconds: 1e300',
    'durationSeconds: expected a number up to 31622400, got 1e+300',
  ],
  'a huge count': ['seed: 1e300', 'seed: expected a whole number up to 2147483647, got 1e+300'],
  'no length': ['durationSeconds: 0', 'durationSeconds: expected a number above 0, got 0'],
  'nothing for a list': ['surges:', 'surges: expected a list of surges, got nothing'],
  'nothing for a block': ['prescale:', 'prescale: expected a block of keys, got nothing'],
  'a list for a block': ['load: [1]', 'load: expected a block of keys, got [1]'],
  'a word for a flag': [
    'autoscaler: { capacityBuffers: maybe }',
    'autoscaler.capacityBuffers: expected true or false, got "maybe"',
  ],
  'a word that is none of the choices': ['metric: memory', 'metric: expected cpu or requests, got "memory"'],
  'an empty title': ['name: ""', 'name: expected a title, got ""'],
  'a day that is not in the calendar': [
    'startAt: 2026-02-30T00:00:00Z',
    `startAt: expected ${INSTANT}, got "2026-02-30T00:00:00Z"`,
  ],
  'an instant without an offset': [
    'startAt: 2026-02-03T00:00:00',
    `startAt: expected ${INSTANT}, got "2026-02-03T00:00:00"`,
  ],
  'a range upside down': [
    'nodeGroup: { bootSeconds: [120, 60] }',
    `nodeGroup.bootSeconds: expected ${RANGE}, got [120, 60]`,
  ],
  'a range of one': ['nodeGroup: { bootSeconds: 60 }', `nodeGroup.bootSeconds: expected ${RANGE}, got 60`],
  'a range of three': [
    'nodeGroup: { bootSeconds: [1, 2, 3] }',
    `nodeGroup.bootSeconds: expected ${RANGE}, got [1, 2, 3]`,
  ],
  'a negative end of a range': [
    'nodeGroup: { bootSeconds: [-1, 2] }',
    'nodeGroup.bootSeconds[0]: expected a number from 0, got -1',
  ],
  'what is no quantity': [
    'nodeGroup: { allocatable: { cpu: 4cores } }',
    `nodeGroup.allocatable.cpu: expected ${QUANTITY}, got "4cores"`,
  ],
  'a quantity of nothing': [
    'nodeGroup: { allocatable: { memory: 0Gi } }',
    `nodeGroup.allocatable.memory: expected ${QUANTITY}, got "0Gi"`,
  ],
};

describe('a field is refused with its line', () => {
  test.each(Object.entries(REFUSED))('%s', (_, [text, want]) => {
    expect(problemsIn(`${WORKLOAD}${text}\n`)).toEqual([`s.yaml:5: ${want}`]);
  });

  test.each(['News', 'news_app', '-news', 'n'.repeat(64), ''])('a name such as %j', (name) => {
    const text = WORKLOAD.replace('app', JSON.stringify(name));

    const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
    expect(problemsIn(text)).toEqual([`s.yaml:2: workload.name: expected ${LABEL}, got "${shown}"`]);
  });
});

test('a quantity may be a bare number', () => {
  const { nodeGroup } = scenarioOf(
    'nodeGroup: { allocatable: { cpu: 8, memory: 3e10, pods: 58 } }\n',
  ).cluster;

  expect(nodeGroup.allocatable).toEqual({ cpu: '8', memory: '30000000000', pods: '58' });
});
