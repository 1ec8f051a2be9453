/**
 * A controller's queue of keys and its workers. A key is worked on by one worker at a time; one that comes back
 * meanwhile is worked on once more. Work begins in an event of its own, never inside the watch that asked for it.
 */
import type { Engine } from '../engine.ts';

export interface WorkQueueParts {
  readonly engine: Engine;
  readonly workers: number;
  /** Works on the key and calls `done` at the instant it is finished. */
  readonly process: (key: string, done: () => void) => void;
}

export class WorkQueue {
  readonly #engine: Engine;
  readonly #workers: number;
  readonly #process: WorkQueueParts['process'];
  readonly #waiting = new Set<string>();
  readonly #busy = new Set<string>();
  readonly #again = new Set<string>();
  #dispatchIsDue = false;

  constructor({ engine, workers, process }: WorkQueueParts) {
    this.#engine = engine;
    this.#workers = workers;
    this.#process = process;
  }

  add(key: string): void {
    if (this.#busy.has(key)) this.#again.add(key);
    else this.#waiting.add(key);
    this.#dispatch();
  }

  #dispatch(): void {
    if (this.#dispatchIsDue || this.#waiting.size === 0 || this.#busy.size >= this.#workers) return;
    this.#dispatchIsDue = true;
    this.#engine.at(this.#engine.now, () => {
      this.#dispatchIsDue = false;
      for (const key of this.#waiting) {
        if (this.#busy.size >= this.#workers) return;
        this.#waiting.delete(key);
        this.#busy.add(key);
        this.#process(key, () => this.#finish(key));
      }
    });
  }

  #finish(key: string): void {
    this.#busy.delete(key);
    if (this.#again.delete(key)) this.#waiting.add(key);
    this.#dispatch();
  }
}
