import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventAllowance } from '../../../src/adapters/kubernetes/event-allowance.ts';
import { asMillis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { NOON } from '../../support/an-api.ts';

const anAllowance = () => new EventAllowance({ burst: 3, refill: minutes(5) });
const takes = (allowance: EventAllowance, count: number, now = NOON, key = 'app') =>
  Array.from({ length: count }, () => allowance.take(key, now)).filter(Boolean).length;

test('a few at once, then one in a while, and never more than a few', () => {
  const allowance = anAllowance();
  expect(takes(allowance, 10)).toBe(3);
  expect(takes(allowance, 10, plus(NOON, seconds(299)))).toBe(0);
  expect(takes(allowance, 10, plus(NOON, minutes(5)))).toBe(1);
  expect(takes(allowance, 10, plus(NOON, minutes(600)))).toBe(3);
});

test('what is refused costs nothing', () => {
  const allowance = anAllowance();
  takes(allowance, 3);
  for (let second = 0; second < 300; second += 1) takes(allowance, 1, plus(NOON, seconds(second)));
  expect(takes(allowance, 2, plus(NOON, minutes(5)))).toBe(1);
});

test('one object does not use up what another has', () => {
  const allowance = anAllowance();
  takes(allowance, 10);
  expect(takes(allowance, 10, NOON, 'other')).toBe(3);
});

test('a clock that is set back takes nothing away', () => {
  const allowance = anAllowance();
  takes(allowance, 1);
  expect(takes(allowance, 10, plus(NOON, minutes(-60)))).toBe(2);
});

test('whatever is forgotten meanwhile, in any time no more are let through than the burst and the refill', () => {
  const step = fc.record({ wait: fc.integer({ min: 0, max: 400 }), sweeps: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const [allowance, plain] = [anAllowance(), anAllowance()];
      let now = NOON;
      let taken = 0;
      for (const { wait, sweeps } of steps) {
        now = plus(now, seconds(wait));
        if (sweeps) allowance.sweep(now);
        const isLet = allowance.take('app', now);
        expect(isLet).toBe(plain.take('app', now));
        taken += isLet ? 1 : 0;
      }
      expect(taken).toBeLessThanOrEqual(3 + asMillis(now - NOON) / minutes(5));
    }),
  );
});
