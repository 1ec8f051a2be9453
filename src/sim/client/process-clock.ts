/** The clock of one process: the virtual clock, off by the skew of its machine. A dead process is never woken. */
import { type Instant, type Millis, minus, plus } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Engine } from '../engine.ts';

export class ProcessClock implements Clock {
  readonly #engine: Engine;
  readonly #skew: Millis;
  readonly #isDead: () => boolean;

  constructor(engine: Engine, skew: Millis, isDead: () => boolean) {
    this.#engine = engine;
    this.#skew = skew;
    this.#isDead = isDead;
  }

  now(): Instant {
    return plus(this.#engine.now, this.#skew);
  }

  wake(at: Instant, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let waiting = true;
      const end = () => {
        if (!waiting || this.#isDead()) return;
        waiting = false;
        signal.removeEventListener('abort', end);
        resolve();
        this.#engine.stir();
      };
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      else if (at !== Number.POSITIVE_INFINITY) this.#engine.at(minus(at, this.#skew), end);
    });
  }
}
