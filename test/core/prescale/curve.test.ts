import { describe, expect, test } from 'vitest';
import type { ArrivalCurve } from '../../../src/core/model/surge.ts';
import { asMillis, minutes, seconds } from '../../../src/core/model/time.ts';
import { areaOf, breakpointsOf, isFalling, shareAt } from '../../../src/core/prescale/curve.ts';

const BOX: ArrivalCurve = { kind: 'box' };
const DECAY: ArrivalCurve = {
  kind: 'decay',
  ramp: seconds(10),
  plateau: seconds(20),
  decay: seconds(100),
};
const CLIFF: ArrivalCurve = { ...DECAY, decay: seconds(0) };
const WALL: ArrivalCurve = { kind: 'decay', ramp: seconds(0), plateau: seconds(0), decay: seconds(100) };

const points = (...pairs: readonly (readonly [number, number])[]): ArrivalCurve => ({
  kind: 'points',
  points: pairs.map(([offset, share]) => ({ offset: seconds(offset), share })),
});
const HILL = points([60, 0], [120, 1], [180, 0.5], [240, 0]);
const TABLE = points([0, 1], [60, 1]);
const STAIRS = points([0, 1], [60, 1], [60, 0.25], [120, 0.25]);

describe('shareAt', () => {
  test.each<[string, ArrivalCurve, number, number]>([
    ['nothing before the start', BOX, -1, 0],
    ['a box is its peak', BOX, 1e9, 1],
    ['half-way up a ramp', DECAY, 5, 0.5],
    ['the top of a ramp', DECAY, 10, 1],
    ['the end of a plateau', DECAY, 30, 1],
    ['one time constant later', DECAY, 130, Math.exp(-1)],
    ['no ramp begins at the peak', WALL, 0, 1],
    ['no decay drops at once', CLIFF, 30.001, 0],
    ['nothing before the first point', HILL, 59, 0],
    ['between two points', HILL, 90, 0.5],
    ['on a point', HILL, 180, 0.5],
    ['nothing after the last point', TABLE, 61, 0],
    ['the last point itself', TABLE, 60, 1],
    ['the higher end of a jump', STAIRS, 60, 1],
    ['after a jump', STAIRS, 61, 0.25],
    ['no points at all', points(), 5, 0],
  ])('%s', (_name, curve, second, want) => {
    expect(shareAt(curve, seconds(second))).toBeCloseTo(want, 9);
  });
});

describe('areaOf', () => {
  test.each<[string, ArrivalCurve, number, number]>([
    ['a box', BOX, 600, 600],
    ['half a ramp', DECAY, 5, 1.25],
    ['ramp and plateau', DECAY, 30, 25],
    ['a long tail', DECAY, 1e6, 125],
    ['a cliff', CLIFF, 1e6, 25],
    ['the whole hill', HILL, 600, 30 + 45 + 15],
    ['half the hill', HILL, 120, 30],
    ['the hill cut between two points', HILL, 150, 30 + 26.25],
    ['before the first point', HILL, 30, 0],
    ['nothing follows the last point', TABLE, 600, 60],
    ['a jump', STAIRS, 600, 60 + 15],
    ['up to a jump', STAIRS, 60, 60],
    ['no points at all', points(), 600, 0],
  ])('%s', (_name, curve, length, want) => {
    expect(areaOf(curve, seconds(length))).toBeCloseTo(want, 6);
  });

  test.each([BOX, DECAY, CLIFF, WALL, HILL, TABLE, STAIRS])('is the sum of its shares: %j', (curve) => {
    const step = 0.05;
    let sum = 0;
    for (let second = step / 2; second < 400; second += step)
      sum += step * shareAt(curve, asMillis(second * 1_000));
    expect(areaOf(curve, seconds(400))).toBeCloseTo(sum, 0);
  });
});

describe('isFalling', () => {
  test.each<[string, ArrivalCurve, boolean]>([
    ['a box never', BOX, false],
    ['a decay inside the surge', DECAY, true],
    ['a plateau that outlasts the surge', { ...DECAY, plateau: minutes(5) }, false],
    ['a hill', HILL, true],
    ['points that end before the surge', TABLE, true],
    ['points that only rise to its end', points([0, 0.2], [300, 1]), false],
    ['points that fall only after it', points([0, 1], [300, 1], [400, 0]), false],
  ])('%s', (_name, curve, want) => {
    expect(isFalling(curve, minutes(5))).toBe(want);
  });
});

test('breakpoints are where a curve bends', () => {
  expect(breakpointsOf(BOX)).toEqual([]);
  expect(breakpointsOf(DECAY)).toEqual([10_000, 30_000]);
  expect(breakpointsOf(STAIRS)).toEqual([0, 60_000, 60_000, 120_000]);
});
