import { describe, expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { problemsIn, scenarioOf, WORKLOAD } from '../../support/a-scenario.ts';
import { anInstant } from '../../support/an-instant.ts';

const START = anInstant('2026-01-01T00:00:00Z');

function ratesOf(text: string, offsets: readonly number[]): readonly (number | undefined)[] {
  const [workload] = scenarioOf(text).cluster.workloads;
  return offsets.map((offset) => workload?.offeredRps(plus(START, seconds(offset))));
}

describe('the load', () => {
  test('is, by default, 60 % of what the replicas serve and a push of twenty times after ten minutes', () => {
    expect(ratesOf('', [0, 600, 605, 610])).toEqual([600, 600, 6_300, 12_000]);
  });

  test('rises in a straight line, stays and decays to the steady rate', () => {
    const text = `load:
  steadyRps: 1000
  pushes:
    - { at: 2026-01-01T00:01:00Z, peakRps: 20000, rampSeconds: 10, plateauSeconds: 20, decaySeconds: 300 }
`;

    expect(ratesOf(text, [59, 65, 70, 90])).toEqual([1_000, 10_500, 20_000, 20_000]);
    expect(ratesOf(text, [390])[0]).toBeCloseTo(1_000 + 19_000 * Math.exp(-1), 6);
  });

  test('adds up where pushes overlap', () => {
    const push = '{ at: 60, times: 3, rampSeconds: 0, plateauSeconds: 60 }';

    expect(
      ratesOf(`load: { steadyRps: 100, pushes: [${push}, ${push.replace('60', '90')}] }\n`, [59, 60, 90]),
    ).toEqual([100, 300, 500]);
  });

  test('goes from point to point', () => {
    expect(ratesOf('load: { points: [[60, 100], [120, 400]] }\n', [0, 60, 90, 120, 999])).toEqual([
      100, 100, 250, 400, 400,
    ]);
  });

  test('tells Forescale its steady rate, unless the workload tells another', () => {
    const profileOf = (text: string) => scenarioOf(text).cluster.workloads[0]?.profile;

    expect(profileOf('load: { steadyRps: 250 }\n')).toEqual({ rpsPerReplica: 100, steadyRps: 250 });
    expect(profileOf('  steadyRps: 300\nload: { steadyRps: 250 }\n')).toEqual({
      rpsPerReplica: 100,
      steadyRps: 300,
    });
    expect(profileOf('load: { points: [[0, 1], [9, 2]] }\n')).toEqual({ rpsPerReplica: 100 });
  });
});

describe('a load is refused', () => {
  const MOMENT = 'seconds after the start from 0 or an RFC 3339 instant such as 2026-01-01T18:00:00Z';
  const RUN = 'before 2026-01-01T00:15:00.000Z and from 2026-01-01T00:00:00.000Z';
  const refused: Readonly<Record<string, readonly [text: string, want: string]>> = {
    'that is negative': ['load: { steadyRps: -1 }', 'load.steadyRps: expected a number from 0, got -1'],
    'of points and a steady rate': [
      'load: { steadyRps: 1, points: [[0, 1], [1, 1]] }',
      'load: expected points alone, got points and steadyRps',
    ],
    'of points and pushes': [
      'load: { pushes: [], points: [[0, 1], [1, 1]] }',
      'load: expected points alone, got points and pushes',
    ],
    'of points out of order': [
      'load: { points: [[0, 1], [60, 1], [60, 2]] }',
      'load.points[2][0]: expected more than the 60 s of the pair before, got 60',
    ],
    'of one point': [
      'load: { points: [[0, 1]] }',
      'load.points: expected at least two pairs, got a list of 1',
    ],
    'of a point that is no pair': [
      'load: { points: [[0, 1], [60, 1, 2]] }',
      'load.points[1]: expected a pair of seconds and requests per second such as [600, 20000], got [60, 1, 2]',
    ],
    'of a point with a negative rate': [
      'load: { points: [[0, 1], [60, -1]] }',
      'load.points[1][1]: expected a number from 0, got -1',
    ],
    'whose push has no height': [
      'load: { pushes: [{ at: 60 }] }',
      'load.pushes[0]: expected either peakRps or times, got neither',
    ],
    'whose push has two heights': [
      'load: { pushes: [{ peakRps: 9000, times: 2 }] }',
      'load.pushes[0]: expected either peakRps or times, got both',
    ],
    'whose push is lower than the steady rate': [
      'load: { pushes: [{ peakRps: 500 }] }',
      'load.pushes[0].peakRps: expected a peak above the steady rate of 600, got 500',
    ],
    'that is a multiple of nothing': [
      'load: { steadyRps: 0, pushes: [{ times: 5 }] }',
      'load.pushes[0].times: expected a peak above the steady rate of 0, got 0',
    ],
    'whose push is no multiple': [
      'load: { pushes: [{ times: 1 }] }',
      'load.pushes[0].times: expected a number above 1, got 1',
    ],
    'whose push never decays': [
      'load: { pushes: [{ times: 2, decaySeconds: 0 }] }',
      'load.pushes[0].decaySeconds: expected a number above 0, got 0',
    ],
    'whose push is before the start': [
      'load: { pushes: [{ times: 2, at: -5 }] }',
      `load.pushes[0].at: expected ${MOMENT}, got -5`,
    ],
    'whose push is at no instant': [
      'load: { pushes: [{ times: 2, at: noon }] }',
      'load.pushes[0].at: expected an RFC 3339 instant such as 2026-01-01T18:00:00Z, got "noon"',
    ],
    'whose push is after the end': [
      'load: { pushes: [{ times: 2, at: 900 }] }\ndurationSeconds: 900',
      `load.pushes[0].at: expected an instant in the run, ${RUN}, got 2026-01-01T00:15:00.000Z`,
    ],
    'whose push went out the day before': [
      'load: { pushes: [{ times: 2, at: 2025-12-31T00:00:00Z }] }',
      'load.pushes[0].at: expected an instant in the run, from 2026-01-01T00:00:00.000Z, got 2025-12-31T00:00:00.000Z',
    ],
    'with two pushes of one name': [
      'load: { pushes: [{ name: push-2, times: 2 }, { times: 2 }] }',
      'load.pushes[1].name: expected a name that no other push has, got "push-2"',
    ],
  };
  test.each(Object.entries(refused))('%s', (_, [text, want]) => {
    expect(problemsIn(`${WORKLOAD}${text}\n`)).toEqual([`s.yaml:5: ${want}`]);
  });
});
