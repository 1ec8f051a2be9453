import { expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { applyCeiling } from '../../../src/core/prescale/ceiling.ts';
import { aSurge } from '../../support/a-surge.ts';

const raise = (to: number) => aSurge({ id: `news/raise-${to}`, ceiling: { kind: 'raise', to } });
const PINNED = aSurge({ override: { owner: 'ann', reason: 'a load test', pin: true } });
const UNPINNED = aSurge({ override: { owner: 'ann', reason: 'a load test', pin: false } });

test.each<[string, number, number | undefined, readonly Surge[], ReturnType<typeof applyCeiling>]>([
  ['a floor under max leaves it alone', 40, 50, [aSurge()], { min: 40, max: 50, capped: false }],
  ['cap holds at max and says so', 60, 50, [aSurge()], { min: 50, max: 50, capped: true }],
  ['raise lifts max to the stated ceiling', 60, 50, [raise(80)], { min: 60, max: 80, capped: false }],
  ['raise has a limit', 90, 50, [raise(80)], { min: 80, max: 80, capped: true }],
  ['raise does nothing while the floor fits', 50, 50, [raise(80)], { min: 50, max: 50, capped: false }],
  ['a ceiling below max does not lower it', 60, 50, [raise(20)], { min: 50, max: 50, capped: true }],
  ['the highest ceiling counts', 85, 50, [raise(80), raise(90)], { min: 85, max: 90, capped: false }],
  ['without surges there is nothing to lift with', 60, 50, [], { min: 50, max: 50, capped: true }],
  ['an override may pin', 20, 50, [PINNED], { min: 20, max: 20, capped: false }],
  ['a pin is one replica at least', 0, 50, [PINNED], { min: 0, max: 1, capped: false }],
  ['an override need not pin', 20, 50, [UNPINNED], { min: 20, max: 50, capped: false }],
  [
    'a workload without an HPA has no max',
    60,
    undefined,
    [PINNED],
    { min: 60, max: undefined, capped: false },
  ],
])('%s', (_name, floor, max, active, want) => {
  expect(applyCeiling(floor, max, active)).toEqual(want);
});

test('a surge to come lends its ceiling over the gap, not its pin', () => {
  expect(applyCeiling(60, 50, [], [raise(80)])).toEqual({ min: 60, max: 80, capped: false });
  expect(applyCeiling(20, 50, [], [PINNED])).toEqual({ min: 20, max: 50, capped: false });
});
