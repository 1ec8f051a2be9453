import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RetryPace } from '../../../src/adapters/kubernetes/retry-pace.ts';
import { asMillis, seconds } from '../../../src/core/model/time.ts';

const SHORT = seconds(1);
const LONG = seconds(20);

const failures = (pace: RetryPace, count: number): number[] =>
  Array.from({ length: count }, () => pace.afterFailure(SHORT, undefined));

test('the wait doubles up to half a minute', () => {
  expect(failures(new RetryPace(() => 0), 8)).toEqual([
    500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000,
  ]);
});

test('chance decides between half of it and all', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.nat(50),
      (share, before) => {
        const pace = new RetryPace(() => share);
        failures(pace, before);
        const [wait = 0] = failures(pace, 1);
        expect(wait).toBeGreaterThanOrEqual(500);
        expect(wait).toBeLessThanOrEqual(30_000);
      },
    ),
  );
});

test('what the server asked to wait comes first', () => {
  expect(new RetryPace(() => 0).afterFailure(SHORT, seconds(7))).toBe(7_500);
});

test('a stream that lived begins the count anew, one that ended at once goes on with it', () => {
  const pace = new RetryPace(() => 0);
  failures(pace, 3);
  expect([pace.afterEnd(SHORT), pace.failures]).toEqual([4_000, 4]);
  expect([pace.afterFailure(LONG, undefined), pace.failures]).toEqual([500, 1]);
  expect([pace.afterEnd(LONG), pace.failures]).toEqual([asMillis(0), 0]);
});
