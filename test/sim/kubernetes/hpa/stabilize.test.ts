import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Behavior } from '../../../../src/sim/kubernetes/hpa/behavior.ts';
import type { Recommendation } from '../../../../src/sim/kubernetes/hpa/memory.ts';
import { stabilizeBoth, stabilizeDown } from '../../../../src/sim/kubernetes/hpa/stabilize.ts';

const NOW = asInstant(Date.UTC(2026, 10, 22, 18));
const said = (replicas: number, secondsAgo = 0): Recommendation => ({
  at: plus(NOW, seconds(-secondsAgo)),
  replicas,
});
const FIVE_MINUTES = minutes(5);

describe('without behavior the highest of the window wins', () => {
  const cases: Readonly<Record<string, [Recommendation[], number, number]>> = {
    'nothing before': [[], 10, 10],
    'lower than before': [[said(40, 15)], 10, 40],
    'higher than before': [[said(40, 15)], 60, 60],
    'exactly as old as the window': [[said(40, 300)], 10, 40],
    'older than the window': [[said(40, 300.01)], 10, 10],
    'the highest, not the last': [[said(20, 250), said(192, 200), said(120, 15)], 116, 192],
  };
  test.each(Object.entries(cases))('%s', (_, [past, newest, want]) => {
    expect(stabilizeDown(past, said(newest), FIVE_MINUTES).replicas).toBe(want);
  });

  test('keeps the newest in the place of one that is out of date', () => {
    const past = [said(1, 600), said(2, 500), said(3, 100)];
    const { recommendations } = stabilizeDown(past, said(4), FIVE_MINUTES);
    expect(recommendations).toStrictEqual([said(1, 600), said(4), said(3, 100)]);
  });
});

const windows = (upSeconds: number, downSeconds: number): Behavior => ({
  up: { window: seconds(upSeconds), select: 'Max', policies: [] },
  down: { window: seconds(downSeconds), select: 'Max', policies: [] },
});

describe('with behavior the current count is clamped between lowest and highest', () => {
  const cases: Readonly<Record<string, [Recommendation[], number, number, Behavior, number]>> = {
    'no windows: the newest': [[said(40, 15)], 10, 25, windows(0, 0), 10],
    'down window holds': [[said(40, 15)], 10, 40, windows(0, 300), 40],
    'it holds the current count, and never raises it': [[said(40, 15)], 10, 25, windows(0, 300), 25],
    'down window lets go to the highest': [[said(20, 15)], 10, 40, windows(0, 300), 20],
    'exactly as old as the window is out': [[said(40, 300)], 10, 40, windows(0, 300), 10],
    'up window takes the lowest': [[said(20, 50), said(30, 15)], 60, 10, windows(60, 300), 20],
    'up window out of date': [[said(20, 60), said(30, 15)], 60, 10, windows(60, 300), 30],
    'up window never lowers': [[said(5, 15)], 60, 10, windows(60, 0), 10],
  };
  test.each(Object.entries(cases))('%s', (_, [past, newest, current, behavior, want]) => {
    expect(stabilizeBoth(past, said(newest), current, behavior).replicas).toBe(want);
  });

  test('forgets only what is outside of both windows', () => {
    const past = [said(1, 200), said(2, 90)];
    const keep = stabilizeBoth(past, said(3), 2, windows(60, 300)).recommendations;
    expect(keep).toStrictEqual([said(1, 200), said(2, 90), said(3)]);
    const replace = stabilizeBoth(past, said(3), 2, windows(60, 120)).recommendations;
    expect(replace).toStrictEqual([said(3), said(2, 90)]);
  });
});

const anyPast = fc.array(
  fc.tuple(fc.nat(400), fc.nat(600)).map(([replicas, age]) => said(replicas, age)),
  { maxLength: 30 },
);

test('the count never goes below the highest recommendation of the down window', () => {
  fc.assert(
    fc.property(anyPast, fc.nat(400), fc.nat(400), fc.nat(600), (past, newest, current, window) => {
      const recent = past.filter(({ at }) => at > plus(NOW, seconds(-window)));
      const highest = Math.max(newest, ...recent.map(({ replicas }) => replicas));
      expect(stabilizeDown(past, said(newest), seconds(window)).replicas).toBeGreaterThanOrEqual(highest);
      const { replicas } = stabilizeBoth(past, said(newest), current, windows(0, window));
      if (replicas < current) expect(replicas).toBe(highest);
    }),
  );
});

test('the memory never grows past the syncs of a window', () => {
  let recommendations: readonly Recommendation[] = [];
  for (let index = 0; index < 200; index += 1) {
    const newest = { at: plus(NOW, seconds(15.01 * index)), replicas: index };
    ({ recommendations } = stabilizeDown(recommendations, newest, FIVE_MINUTES));
  }
  expect(recommendations.length).toBeLessThanOrEqual(21);
});
