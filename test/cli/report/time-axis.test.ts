import { describe, expect, test } from 'vitest';
import { spanTime } from '../../../src/cli/report/time-axis.ts';
import { aComparison, aStrategy, aTimelinePoint } from '../../support/a-comparison.ts';

const DAY = 86_400;

function axisOf(from: number, to: number, events: readonly number[] = [0]) {
  const timeline = [from, to].map((secondsFromPush) => aTimelinePoint({ secondsFromPush }));
  return spanTime(
    aComparison({
      strategies: [aStrategy({ timeline })],
      events: events.map((secondsFromStart, index) => ({ name: `event ${index}`, secondsFromStart })),
    }),
  );
}

describe('the axis of time', () => {
  test.each([
    { name: 'a push', axis: axisOf(-300, 1_200), title: 'minutes from the push', labels: '-5 0 5 10 15 20' },
    {
      name: 'an hour',
      axis: axisOf(-3, 3_600),
      title: 'minutes from the push',
      labels: '0 10 20 30 40 50 60',
    },
    {
      name: 'a day',
      axis: axisOf(0, DAY, [0, 9]),
      title: 'hours from the start',
      labels: '0 2 4 6 8 10 12 14 16 18 20 22 24',
    },
    {
      name: 'a fortnight and more',
      axis: axisOf(500, 500 + 19 * DAY, [0, 9]),
      title: 'days from the start',
      labels: Array.from({ length: 20 }, (_, day) => day).join(' '),
    },
    {
      name: 'ten years',
      axis: axisOf(0, 3_650 * DAY, []),
      title: 'days from the start',
      labels: '0 364 728 1092 1456 1820 2184 2548 2912 3276 3640',
    },
    {
      name: 'a hundred years',
      axis: axisOf(0, 36_500 * DAY, []),
      title: 'days from the start',
      labels: Array.from({ length: 21 }, (_, step) => step * 1_825).join(' '),
    },
  ])('of $name', ({ axis, title, labels }) => {
    expect(axis.title).toBe(title);
    expect(axis.ticks.map(({ label }) => label).join(' ')).toBe(labels);
  });

  test('events stand where they are from the first point on', () => {
    expect(axisOf(-300, 1_200, [300]).events).toEqual([{ name: 'event 0', at: 0 }]);
    expect(axisOf(0, 5 * DAY, [60, DAY]).events.map(({ at }) => at)).toEqual([60, DAY]);
  });

  test('instants in words count like the ticks', () => {
    expect(axisOf(-300, 1_200).phrase(-150)).toBe('-2.5 min');
    expect(axisOf(100, 100 + 2 * DAY, []).phrase(100 + 5_400)).toBe('1.5 h');
  });

  test('stands for timelines without a point', () => {
    const { from, to, ticks } = spanTime(aComparison({ strategies: [aStrategy({ timeline: [] })] }));
    expect({ from, to, ticks }).toEqual({ from: 0, to: 1, ticks: [{ at: 0, label: '0' }] });
  });
});
