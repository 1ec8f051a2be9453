import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameTimelineFile, renderTimeline } from '../../src/cli/timeline-csv.ts';
import { aTimelinePoint } from '../support/a-comparison.ts';

const pointsAt = (seconds: readonly number[]) =>
  seconds.map((secondsFromPush) => aTimelinePoint({ secondsFromPush }));
const instantsOf = (csv: string) =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => Number(row.split(',')[0]));

describe('the timeline', () => {
  test('has the columns of the recorded runs and whole numbers', () => {
    const point = aTimelinePoint({
      secondsFromPush: -59,
      servedRps: 999.6,
      desiredReplicas: 0,
      unscheduledPods: 3,
    });
    expect(renderTimeline([point])).toBe(
      'secondsFromPush,offeredRps,servedRps,pods,unscheduledPods,readyPods,desiredReplicas,nodes,readyNodes\n' +
        '-59,1000,1000,10,3,10,0,2,2\n',
    );
  });

  test.each([
    { name: 'every second', given: [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7], want: [-3, 2, 7] },
    { name: 'every five', given: [-59, -54, -49], want: [-59, -54, -49] },
    { name: 'every minute', given: [0, 60, 120], want: [0, 60, 120] },
    {
      name: 'uneven steps keep to the beat',
      given: [0, 6, 10, 14, 15, 40, 41, 44],
      want: [0, 6, 10, 15, 40],
    },
    { name: 'nothing', given: [], want: [] },
  ])('of $name', ({ given, want }) => {
    expect(instantsOf(renderTimeline(pointsAt(given)))).toEqual(want);
  });

  test('of a point a second always has one every five seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), fc.integer({ min: 1, max: 200 }), (from, count) => {
        const instants = instantsOf(
          renderTimeline(pointsAt(Array.from({ length: count }, (_, index) => from + index))),
        );
        expect(instants).toEqual(
          Array.from({ length: Math.ceil(count / 5) }, (_, index) => from + 5 * index),
        );
      }),
    );
  });
});

test.each([
  ['push.csv', 'push.peak.csv'],
  ['out/push.csv.gz', 'out/push.peak.csv.gz'],
  ['out.d/push', 'out.d/push.peak'],
  ['push.gz', 'push.peak.gz'],
  ['.hidden', '.hidden.peak'],
  ['a/.hidden', 'a/.hidden.peak'],
])('%s becomes %s', (path, want) => {
  expect(nameTimelineFile(path, 'peak')).toBe(want);
});
