/** A clock on which short waits are over at once, each moving the time on, and long ones stand: retries pass, limits do not. */
import { type Instant, minutes, plus } from '../../src/core/model/time.ts';
import type { Clock } from '../../src/ports/clock.ts';

const SHORT = minutes(1);

export class HurriedClock implements Clock {
  #now: Instant;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  wake(at: Instant, signal: AbortSignal): Promise<void> {
    if (signal.aborted || at <= this.#now) return Promise.resolve();
    if (at > plus(this.#now, SHORT))
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    return new Promise((resolve) =>
      setImmediate(() => {
        if (at > this.#now) this.#now = at;
        resolve();
      }),
    );
  }
}
