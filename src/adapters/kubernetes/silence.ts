/**
 * Ends a stream that has said nothing for longer than the server would be silent. A peer that is gone is found sooner
 * by TCP's own probes; this is for one that is there and sends nothing more.
 */
import { asMillis, between, type Instant, type Millis, plus } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';

export class Silence {
  readonly #clock: Clock;
  readonly #stream = new AbortController();
  readonly #caller: AbortSignal;
  readonly #onAbort = (): void => this.#stream.abort(this.#caller.reason);
  #allowed: Millis;
  #heardAt: Instant;
  #bell = new AbortController();
  #isEnded = false;

  constructor(clock: Clock, allowed: Millis, caller: AbortSignal) {
    this.#clock = clock;
    this.#allowed = allowed;
    this.#caller = caller;
    this.#heardAt = clock.now();
    if (caller.aborted) this.#onAbort();
    caller.addEventListener('abort', this.#onAbort, { once: true });
    this.#listen().catch(this.#onAbort);
  }

  /** Aborts when the silence is too long, or with the caller. */
  get signal(): AbortSignal {
    return this.#stream.signal;
  }

  /** How long it has been too silent; undefined when it has not. */
  get tooLong(): Millis | undefined {
    return this.#stream.signal.aborted && !this.#caller.aborted ? this.#allowed : undefined;
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /** From now on the server is known to speak at least this often. */
  tighten(allowed: Millis): void {
    if (allowed >= this.#allowed) return;
    this.#allowed = asMillis(allowed);
    this.#bell.abort('tightened');
  }

  end(): void {
    this.#isEnded = true;
    this.#bell.abort('ended');
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  async #listen(): Promise<void> {
    while (!this.#isEnded && !this.#stream.signal.aborted) {
      this.#bell = new AbortController();
      await this.#clock.wake(plus(this.#heardAt, this.#allowed), this.#bell.signal);
      const silent = between(this.#heardAt, this.#clock.now());
      if (silent >= this.#allowed) this.#stream.abort('silence');
    }
  }
}
