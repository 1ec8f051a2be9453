/**
 * Discrete events on a virtual clock. Events at the same instant run in the order they were asked for. Handlers are
 * synchronous; a handler that lets asynchronous code go on (by resolving a promise) says so with `stir`, and the
 * engine waits until that code has come to rest before time moves.
 */
import TinyQueue from 'tinyqueue';
import { type Instant, type Millis, plus } from '../core/model/time.ts';

interface Event {
  readonly at: Instant;
  readonly order: number;
  readonly run: () => void;
}

export class Engine {
  #now: Instant;
  #order = 0;
  #stirred = false;
  readonly #events = new TinyQueue<Event>([], (a, b) => a.at - b.at || a.order - b.order);

  constructor(start: Instant) {
    this.#now = start;
  }

  get now(): Instant {
    return this.#now;
  }

  /** Runs `run` at `at`; an instant that has passed means now. */
  at(at: Instant, run: () => void): void {
    if (Number.isNaN(at)) throw new RangeError(`engine: expected an instant, got ${at}`);
    this.#events.push({ at: at < this.#now ? this.#now : at, order: this.#order++, run });
  }

  after(length: Millis, run: () => void): void {
    this.at(plus(this.#now, length), run);
  }

  /** Runs `run` at `first` and then every `period`, until it returns false. */
  every(period: Millis, first: Instant, run: () => boolean | void): void {
    if (!(period > 0)) throw new RangeError(`engine: expected a period above 0 ms, got ${period}`);
    this.at(first, () => {
      if (run() !== false) this.every(period, plus(this.#now, period), run);
    });
  }

  /** Asynchronous code was let go: let it come to rest before the next event. */
  stir(): void {
    this.#stirred = true;
  }

  /** Runs all events up to and at `until`, then stands there. */
  async runUntil(until: Instant): Promise<void> {
    if (this.#stirred) await this.#rest();
    for (let next = this.#events.peek(); next !== undefined && next.at <= until; ) {
      this.#events.pop();
      this.#now = next.at;
      next.run();
      if (this.#stirred) await this.#rest();
      next = this.#events.peek();
    }
    if (until > this.#now) this.#now = until;
  }

  async #rest(): Promise<void> {
    while (this.#stirred) {
      this.#stirred = false;
      // A macrotask comes after every microtask there is, however long the chain.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
