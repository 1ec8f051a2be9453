/** A clock that stands until a test moves it. Between two instants all code that can go on does. */
import type { Instant } from '../../src/core/model/time.ts';
import type { Clock } from '../../src/ports/clock.ts';

interface Sleeper {
  readonly at: Instant;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  #now: Instant;
  readonly #sleepers = new Set<Sleeper>();
  #waits = 0;

  constructor(start: Instant) {
    this.#now = start;
  }

  /** How often anybody has begun to wait: a loop that polls shows here. */
  get waits(): number {
    return this.#waits;
  }

  now(): Instant {
    return this.#now;
  }

  wake(at: Instant, signal: AbortSignal): Promise<void> {
    this.#waits += 1;
    if (signal.aborted || at <= this.#now) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { at, wake: () => this.#end(sleeper, resolve) };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** Lets everything that can go on without time passing come to rest. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  async advanceTo(until: Instant): Promise<void> {
    await this.settle();
    for (let next = this.#first(until); next !== undefined; next = this.#first(until)) {
      this.#now = next.at;
      next.wake();
      await this.settle();
    }
    this.#now = until;
  }

  #first(until: Instant): Sleeper | undefined {
    const due = [...this.#sleepers].filter(({ at }) => at <= until);
    return due.toSorted((a, b) => a.at - b.at)[0];
  }

  #end(sleeper: Sleeper, resolve: () => void): void {
    this.#sleepers.delete(sleeper);
    resolve();
  }
}
