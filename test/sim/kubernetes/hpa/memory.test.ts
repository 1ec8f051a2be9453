import { describe, expect, test } from 'vitest';
import { asInstant, plus, seconds } from '../../../../src/core/model/time.ts';
import type { Behavior } from '../../../../src/sim/kubernetes/hpa/behavior.ts';
import {
  changeWithin,
  firstMemory,
  NO_EVENTS,
  rememberScale,
  type ScaleEvents,
} from '../../../../src/sim/kubernetes/hpa/memory.ts';

const START = asInstant(Date.UTC(2026, 10, 22, 18));
const at = (offset: number) => plus(START, seconds(offset));
const rules = (...periods: number[]): Behavior['up'] => ({
  window: seconds(0),
  select: 'Max',
  policies: periods.map((period) => ({ type: 'Pods', value: 4, period: seconds(period) })),
});
const BEHAVIOR: Behavior = { up: rules(15, 60), down: rules(30) };

const scale = (events: ScaleEvents, offset: number, from: number, to: number) =>
  rememberScale(events, { at: at(offset), from, to }, BEHAVIOR);

test('an HPA begins with the count it finds', () => {
  expect(firstMemory(START, 12)).toStrictEqual({
    recommendations: [{ at: START, replicas: 12 }],
    events: { up: [], down: [] },
  });
});

describe('scale events', () => {
  test('are kept per direction, as positive changes', () => {
    const events = scale(scale(NO_EVENTS, 0, 10, 40), 15, 40, 34);
    expect(events).toStrictEqual({
      up: [{ at: at(0), change: 30 }],
      down: [{ at: at(15), change: 6 }],
    });
  });

  test('are not kept without behavior', () => {
    const events = scale(NO_EVENTS, 0, 1, 3);
    expect(rememberScale(events, { at: START, from: 1, to: 9 }, undefined)).toBe(events);
  });

  test('give their place to a newer one when no policy looks back so far', () => {
    const kept = scale(scale(NO_EVENTS, 0, 1, 3), 60, 3, 6);
    expect(kept.up.map(({ change }) => change)).toStrictEqual([2, 3]);
    expect(scale(kept, 60.01, 6, 10).up.map(({ change }) => change)).toStrictEqual([4, 3]);
  });

  test('count within a period that leaves its own start out', () => {
    const events = [
      { at: at(0), change: 5 },
      { at: at(30), change: 7 },
    ];
    expect(changeWithin(events, seconds(60), at(59.99))).toBe(12);
    expect(changeWithin(events, seconds(60), at(60))).toBe(7);
    expect(changeWithin(events, seconds(60), at(90))).toBe(0);
  });
});
