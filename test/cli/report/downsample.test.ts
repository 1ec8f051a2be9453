import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downsample } from '../../../src/cli/report/downsample.ts';

interface Point {
  readonly at: number;
  readonly a: number;
  readonly b: number;
}

const columns = [(point: Point) => point.a, (point: Point) => point.b];
const points = fc
  .array(fc.record({ a: fc.integer(), b: fc.integer() }), { maxLength: 400 })
  .map((list): readonly Point[] => list.map((point, at) => ({ at, ...point })));
const limits = fc.integer({ min: 6, max: 120 });
const extremesOf = (list: readonly Point[]) =>
  columns.map((column) => [Math.min(...list.map(column)), Math.max(...list.map(column))]);

describe('downsample', () => {
  test('leaves a short timeline as it is', () => {
    const few = [3, 1, 2].map((a, at) => ({ at, a, b: 0 }));
    expect(downsample(few, columns, 6)).toEqual(few);
  });

  test('keeps a peak of one point among a thousand', () => {
    const flat = Array.from({ length: 1_000 }, (_, at) => ({ at, a: at === 617 ? 9 : 1, b: 0 }));
    expect(downsample(flat, columns, 50)).toContainEqual({ at: 617, a: 9, b: 0 });
  });

  test('always keeps the ends and the extremes of every column', () => {
    fc.assert(
      fc.property(points, limits, (all, limit) => {
        fc.pre(all.length > 0);
        const kept = downsample(all, columns, limit);
        expect([kept.at(0), kept.at(-1)]).toEqual([all.at(0), all.at(-1)]);
        expect(extremesOf(kept)).toEqual(extremesOf(all));
      }),
    );
  });

  test('never exceeds the limit, makes up a point or changes the order', () => {
    fc.assert(
      fc.property(points, limits, (all, limit) => {
        const kept = downsample(all, columns, limit);
        expect(kept.length).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(kept.map(({ at }) => all[at])).toEqual(kept);
        expect(kept.map(({ at }) => at)).toEqual(
          [...new Set(kept.map(({ at }) => at))].toSorted((x, y) => x - y),
        );
      }),
    );
  });
});
