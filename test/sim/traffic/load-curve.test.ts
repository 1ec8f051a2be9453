import { describe, expect, test } from 'vitest';
import type { ArrivalCurve } from '../../../src/core/model/surge.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import {
  buildPointCurve,
  buildPushCurve,
  buildTraceCurve,
  oraclePodSeconds,
} from '../../../src/sim/traffic/load-curve.ts';
import { anInstant } from '../../support/an-instant.ts';

const START = anInstant('2026-01-01T00:00:00Z');
const PUSH = plus(START, minutes(10));
const CROWD: ArrivalCurve = { kind: 'decay', ramp: seconds(10), plateau: seconds(0), decay: minutes(5) };
const NEWS = buildPushCurve(1_000, [{ at: PUSH, peakRps: 20_000, curve: CROWD }]);

describe('buildPushCurve', () => {
  // What was offered, second by second, to the real parts.
  test.each([
    [-59, 1_000],
    [-4, 1_000],
    [6, 12_500],
    [11, 19_934],
    [16, 19_620],
    [26, 19_009],
    [301, 8_199],
    [1_187, 1_376],
  ])('offers at %i s after the push, within 1 %%, %i a second', (second, want) => {
    const rps = NEWS.rpsAt(plus(PUSH, seconds(second)));

    expect(Math.abs(rps - want) / want).toBeLessThan(0.01);
  });

  test('knows its peak', () => {
    expect(NEWS.peakRps).toBe(20_000);
  });

  test('adds crowds up where they overlap, and finds the peak of the sum', () => {
    const long: ArrivalCurve = { ...CROWD, plateau: minutes(2) };
    const { rpsAt, peakRps } = buildPushCurve(100, [
      { at: PUSH, peakRps: 1_100, curve: long },
      { at: plus(PUSH, minutes(1)), peakRps: 600, curve: long },
    ]);

    expect(rpsAt(plus(PUSH, seconds(70)))).toBe(1_600);
    expect(peakRps).toBe(1_600);
  });

  test('is its steady rate without a push', () => {
    expect(buildPushCurve(7, [])).toMatchObject({ peakRps: 7 });
    expect(buildPushCurve(7, []).rpsAt(PUSH)).toBe(7);
  });
});

describe('buildPointCurve', () => {
  const curve = buildPointCurve([
    { at: plus(START, seconds(60)), rps: 100 },
    { at: plus(START, seconds(120)), rps: 400 },
    { at: plus(START, seconds(240)), rps: 0 },
  ]);

  test.each([
    [0, 100],
    [60, 100],
    [90, 250],
    [120, 400],
    [150, 300],
    [240, 0],
    [900, 0],
  ])('is at %i s %i a second', (second, want) => {
    expect(curve.rpsAt(plus(START, seconds(second)))).toBe(want);
  });

  test('has the peak of its points', () => {
    expect(curve.peakRps).toBe(400);
  });
});

describe('buildTraceCurve', () => {
  test('is flat where the counts are', () => {
    const { rpsAt, peakRps } = buildTraceCurve(START, new Float64Array([600, 600, 600]));

    expect([-90, 0, 15, 60, 179, 180, 999].map((second) => rpsAt(plus(START, seconds(second))))).toEqual(
      Array.from({ length: 7 }, () => 10),
    );
    expect(peakRps).toBe(10);
  });

  test('rises in one straight line where the counts do', () => {
    const { rpsAt } = buildTraceCurve(START, new Float64Array([600, 1_200, 1_800, 2_400]));

    expect([60, 75, 90, 120, 150, 180].map((second) => rpsAt(plus(START, seconds(second))))).toEqual([
      15, 17.5, 20, 25, 30, 35,
    ]);
  });

  test('puts a lonely minute between silent ones as a triangle', () => {
    const { rpsAt, peakRps } = buildTraceCurve(START, new Float64Array([0, 600, 0]));

    expect([30, 60, 75, 90, 105, 120, 150].map((second) => rpsAt(plus(START, seconds(second))))).toEqual([
      0, 0, 10, 20, 10, 0, 0,
    ]);
    expect(peakRps).toBe(20);
  });
});

describe('oraclePodSeconds', () => {
  test.each([
    ['a steady load that fills its pods', 200, 60, 2 * 60],
    ['a steady load that needs a part of a pod more', 201, 60, 3 * 60],
    ['no load: a pod is kept', 0, 60, 60],
  ])('of %s', (_, rps, length, want) => {
    expect(oraclePodSeconds(() => rps, START, plus(START, seconds(length)), 100)).toBe(want);
  });

  test('takes the rate in the middle of each second', () => {
    // 0 to 100 in ten seconds: 5, 15 and so on to 95, of 20 a pod.
    const ramp = buildPointCurve([
      { at: START, rps: 0 },
      { at: plus(START, seconds(10)), rps: 100 },
    ]);

    expect(oraclePodSeconds(ramp.rpsAt, START, plus(START, seconds(10)), 20)).toBe(
      1 + 1 + 2 + 2 + 3 + 3 + 4 + 4 + 5 + 5,
    );
  });

  test('counts a part of a second as such', () => {
    expect(oraclePodSeconds(() => 300, plus(START, seconds(0.75)), plus(START, seconds(2.5)), 100)).toBe(
      3 * 1.75,
    );
  });

  test('is not one pod too many for the last bits of a quotient', () => {
    // 0.3 / 0.1 is a little more than 3.
    expect(oraclePodSeconds(() => 0.1 + 0.2, START, plus(START, seconds(1)), 0.1)).toBe(3);
  });

  test('serves the push of the real parts for 43,000 at full use and 72,000 at 60 %', () => {
    const from = plus(PUSH, seconds(-60));
    const until = plus(PUSH, minutes(20));

    expect(oraclePodSeconds(NEWS.rpsAt, from, until, 166.67)).toBeCloseTo(43_000, -3.4);
    expect(oraclePodSeconds(NEWS.rpsAt, from, until, 100)).toBeCloseTo(72_000, -3.6);
  });
});
