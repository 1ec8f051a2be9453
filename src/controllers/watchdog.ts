/** Tells whether the loops of this process still take keys. A process that runs none, because another leads, is well. */
import { between, type Instant, minutes, seconds, toSeconds } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Pulse } from './loop.ts';

const BEAT = seconds(15);
/** Longer than any request may take, retries of its connection included. */
const PATIENCE = minutes(2);

export class Watchdog {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #beats = new Map<string, Instant>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** The loop of this name is alive from here on, and has to show it. */
  watch(name: string): Pulse {
    this.#beats.set(name, this.#clock.now());
    return { every: BEAT, beat: (now) => void this.#beats.set(name, now) };
  }

  /** No loop runs any more, as it should be. */
  rest(): void {
    this.#beats.clear();
  }

  /** One sentence; undefined = all is well. */
  complaint(): string | undefined {
    const now = this.#clock.now();
    for (const [name, beat] of this.#beats) {
      const silence = between(beat, now);
      if (silence > PATIENCE) return `loop ${name} has taken no key for ${Math.round(toSeconds(silence))} s`;
    }
    return undefined;
  }
}
