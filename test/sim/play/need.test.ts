import { expect, test } from 'vitest';
import { asMillis, between, type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { peakRps, replicasFor } from '../../../src/sim/play/need.ts';
import { NOON } from '../../support/an-api.ts';

test('the peak is the highest rate of any second, both ends included', () => {
  const rising = (at: Instant): number => between(NOON, at) / 1_000;
  expect(peakRps(rising, NOON, minutes(1))).toBe(60);
  const falling = (at: Instant): number => 60 - between(NOON, at) / 1_000;
  expect(peakRps(falling, NOON, minutes(1))).toBe(60);
  const spike = (at: Instant): number => (at === plus(NOON, seconds(17)) ? 9 : 1);
  expect(peakRps(spike, NOON, minutes(1))).toBe(9);
});

test('of no time at all, it is that of the instant; without load, nothing', () => {
  expect(peakRps(() => 5, NOON, asMillis(0))).toBe(5);
  expect(peakRps(() => 0, NOON, minutes(1))).toBe(0);
});

test.each([
  [0, 10, 1],
  [10, 10, 1],
  [10.1, 10, 2],
  [100, 10, 10],
  // A third of a third: the last bits of a quotient ask for no pod.
  [20_000, 500 / 3, 120],
  [0.3, 0.1, 3],
])('%d requests a second take, at %d a pod, %d pods', (rps, rpsPerReplica, expected) => {
  expect(replicasFor(rps, rpsPerReplica)).toBe(expected);
});
