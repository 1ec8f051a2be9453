import { describe, expect, test } from 'vitest';
import { steadyClock, wallClock } from '../../../src/adapters/system/wall-clock.ts';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';

const never = new AbortController().signal;

describe.each([
  ['the wall clock', wallClock],
  ['the steady clock', steadyClock],
])('%s', (_, clock) => {
  test('is near what the system says, and goes forward', () => {
    // The two may be apart by what the machine's clock was corrected since the process began.
    const apart = minutes(1);
    const now = clock.now();
    expect(Math.abs(now - Date.now())).toBeLessThan(apart);
    expect(clock.now()).toBeGreaterThanOrEqual(now);
  });

  test('does not wait for what has passed', async () => {
    await expect(clock.wake(plus(clock.now(), seconds(-5)), never)).resolves.toBeUndefined();
  });

  test('wakes not before the instant', async () => {
    const at = plus(clock.now(), seconds(0.02));
    await clock.wake(at, never);
    expect(clock.now()).toBeGreaterThanOrEqual(at);
  });

  test.each([{ days: 0.01 }, { days: 60 }])('stops waiting $days days when told', async ({ days }) => {
    const controller = new AbortController();
    const waiting = clock.wake(plus(clock.now(), minutes(days * 1_440)), controller.signal);
    controller.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
