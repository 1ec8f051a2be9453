/** The clocks of this machine. */
import { asInstant, type Instant, type Millis } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';

/** The longest wait that a timer of Node can hold; longer ones are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1;

const clockOf = (now: () => Instant): Clock => ({
  now,
  async wake(at, signal) {
    for (let left = at - now(); left > 0 && !signal.aborted; left = at - now())
      await pause(Math.min(left, LONGEST_TIMER) as Millis, signal);
  },
});

/** What time it is. */
export const wallClock: Clock = clockOf(() => asInstant(Date.now()));

/** How much time has passed: nobody sets it, forward or back, so it may be off by what the other one was corrected. */
export const steadyClock: Clock = clockOf(() => asInstant(performance.timeOrigin + performance.now()));

const pause = (length: Millis, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, length);
    signal.addEventListener('abort', end, { once: true });
  });
