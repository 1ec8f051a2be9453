/** The end of a piece of work: a time of the clock or the caller's signal, whichever comes first. */
import { type Millis, plus } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fault } from '../../ports/faults.ts';

export interface DeadlineOptions {
  readonly clock: Clock;
  readonly length: Millis;
  readonly caller: AbortSignal | undefined;
  /** What the work fails with when time is up. */
  readonly late: () => Fault;
}

export class Deadline {
  readonly #work = new AbortController();
  readonly #wait = new AbortController();
  readonly #caller: AbortSignal | undefined;
  readonly #onAbort = (): void => this.#work.abort(this.#caller?.reason);

  constructor({ clock, length, caller, late }: DeadlineOptions) {
    this.#caller = caller;
    if (caller?.aborted === true) this.#onAbort();
    // Linked by hand: a signal of AbortSignal.any stays in the memory of one that lives as long as the process.
    caller?.addEventListener('abort', this.#onAbort, { once: true });
    const end = (): void => {
      if (!this.#wait.signal.aborted) this.#work.abort(late());
    };
    clock.wake(plus(clock.now(), length), this.#wait.signal).then(end, end);
  }

  /** Aborts with the fault when time is up, with the caller's reason when the caller does. */
  get signal(): AbortSignal {
    return this.#work.signal;
  }

  /** Time no longer counts; the caller still does. */
  lift(): void {
    this.#wait.abort('lifted');
  }

  /** The work is done: nothing waits or listens any more. */
  end(): void {
    this.lift();
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }
}
