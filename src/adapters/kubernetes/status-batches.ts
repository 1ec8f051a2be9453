/**
 * Writes that go out together: what many passes have to say of one object in one turn of the event loop, or while a write
 * of it is under way, goes as one merge patch. After a write an object rests as long as that took: one of a surge of a
 * thousand targets keeps a server busy for half a second, and so from the floors that the surge asks for.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { between, type Millis, plus, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Invalid } from '../../ports/faults.ts';
import { isRecord } from '../../resources/json.ts';

export type Patch = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly patch: Patch;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** A floor may wait for a status that waits. */
const LONGEST_REST = seconds(0.5);
const NEVER = new AbortController().signal;

export class StatusBatches {
  readonly #send: (key: string, patch: Patch) => Promise<void>;
  readonly #clock: Clock;
  /** Keys with a write under way or resting, and who waits for the next. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(send: (key: string, patch: Patch) => Promise<void>, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  /** Settles when the server has answered the write that held `patch`. */
  write(key: string, patch: Patch): Promise<void> {
    return new Promise((resolve, reject) => {
      const one = { patch, resolve, reject };
      const queue = this.#waiting.get(key);
      if (queue !== undefined) queue.push(one);
      else this.#drain(key, [one]).catch(reject);
    });
  }

  async #drain(key: string, queue: Waiting[]): Promise<void> {
    this.#waiting.set(key, queue);
    await turn();
    while (queue.length > 0) {
      const begun = this.#clock.now();
      await this.#sendAll(key, queue.splice(0));
      await this.#rest(between(begun, this.#clock.now()));
    }
    this.#waiting.delete(key);
  }

  /** Never rejects. */
  async #sendAll(key: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#send(key, joinPatches(batch.map(({ patch }) => patch)));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      // One that is refused for what it says must not take the others with it.
      if (error instanceof Invalid && batch.length > 1)
        for (const one of batch) await this.#sendAll(key, [one]);
      else for (const { reject } of batch) reject(error);
    }
  }

  async #rest(took: Millis): Promise<void> {
    const length = took < LONGEST_REST ? took : LONGEST_REST;
    await this.#clock.wake(plus(this.#clock.now(), length), NEVER);
  }
}

/** The merge patch that does what `patches` do one after the other. */
export function joinPatches(patches: readonly Patch[]): Patch {
  const joined: Record<string, unknown> = {};
  for (const patch of patches) addTo(joined, patch);
  return joined;
}

/** `joined` is nobody else's, down to its leaves: so many patches cost what the sum of them does. */
function addTo(joined: Record<string, unknown>, patch: Patch): void {
  for (const [key, value] of Object.entries(patch)) {
    if (!isRecord(value)) {
      joined[key] = value;
      continue;
    }
    if (!isRecord(joined[key])) joined[key] = {};
    addTo(joined[key] as Record<string, unknown>, value);
  }
}
