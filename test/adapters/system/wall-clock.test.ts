import { describe, expect, test } from 'vitest';
import { wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';

const never = new AbortController().signal;

describe('the wall clock', () => {
  test('stands between two readings of the system', () => {
    const before = Date.now();
    const now = wallClock.now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  test('does not wait for what has passed', async () => {
    await expect(wallClock.wake(plus(wallClock.now(), seconds(-5)), never)).resolves.toBeUndefined();
  });

  test('wakes not before the instant', async () => {
    const at = plus(wallClock.now(), seconds(0.02));
    await wallClock.wake(at, never);
    expect(wallClock.now()).toBeGreaterThanOrEqual(at);
  });

  test.each([{ days: 0.01 }, { days: 60 }])('stops waiting $days days when told', async ({ days }) => {
    const controller = new AbortController();
    const waiting = wallClock.wake(plus(wallClock.now(), minutes(days * 1_440)), controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
