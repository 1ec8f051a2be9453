import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { type Instant, minus, minutes, seconds } from '../../../src/core/model/time.ts';
import {
  endOfLast,
  fallsInside,
  followsCurve,
  inOrder,
  isActive,
  isOver,
  leadOf,
  raiseAt,
} from '../../../src/core/prescale/window.ts';
import { A_PUSH, aSurge, at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

describe('a surge', () => {
  test.each<[string, Partial<Surge>, Instant, boolean, boolean]>([
    ['is to come before its lead', {}, minus(at(17, 56), seconds(0.001)), false, false],
    ['is on from start - lead', {}, at(17, 56), true, false],
    ['is on until its end', {}, minus(at(18, 20), seconds(0.001)), true, false],
    ['is over at its end', {}, at(18, 20), false, true],
    ['is over when cancelled', { cancelled: true }, at(18), false, true],
    ['has the lead of the configuration if none', { lead: undefined }, at(17, 56), true, false],
    ['may have no lead at all', { lead: minutes(0) }, at(17, 59), false, false],
  ])('%s', (_name, over, now, active, past) => {
    expect(isActive(aSurge(over), DEFAULTS, now)).toBe(active);
    expect(isOver(aSurge(over), now)).toBe(past);
  });
});

test('its own lead counts before the configured one', () => {
  expect(leadOf(aSurge({ lead: minutes(9) }), DEFAULTS)).toBe(minutes(9));
  expect(raiseAt(aSurge({ lead: minutes(9) }), DEFAULTS)).toBe(at(17, 51));
});

test('a curve is followed unless it is a box; it falls inside unless the surge ends before', () => {
  const push = { kind: 'rps', rps: 1, curve: A_PUSH } as const;
  expect(followsCurve(push)).toBe(true);
  expect(followsCurve({ kind: 'rps', rps: 1, curve: { kind: 'box' } })).toBe(false);
  expect(followsCurve({ kind: 'replicas', replicas: 1 })).toBe(false);
  expect(fallsInside(aSurge(), push)).toBe(true);
  expect(fallsInside(aSurge({ end: at(18, 0, 5) }), push)).toBe(false);
  expect(fallsInside(aSurge(), { kind: 'replicas', replicas: 1 })).toBe(false);
});

test('the last end is that of a surge that ran its course', () => {
  const early = aSurge({ end: at(18, 10) });
  const late = aSurge({ end: at(18, 20) });
  expect(endOfLast([late, early], at(18, 30))).toBe(at(18, 20));
  expect(endOfLast([late, early], at(18, 15))).toBe(at(18, 10));
  expect(endOfLast([{ ...late, cancelled: true }, early], at(18, 30))).toBe(at(18, 10));
  expect(endOfLast([late], at(18, 15))).toBeUndefined();
});

test('surges stand in order of their ids', () => {
  const ids = ['news/b', 'news/B', 'news/a', 'a/z'].map((id) => aSurge({ id }));
  expect(inOrder(ids).map(({ id }) => id)).toEqual(['a/z', 'news/B', 'news/a', 'news/b']);
});
