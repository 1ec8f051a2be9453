/**
 * Writes that go out together: what many passes have to say of one object while a write of it is under way waits and goes
 * as one merge patch. A surge of a thousand targets costs tens of writes, and a lone pass waits for nobody.
 */
import { Invalid } from '../../ports/faults.ts';

export type Patch = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly patch: Patch;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export class StatusBatches {
  readonly #send: (key: string, patch: Patch) => Promise<void>;
  /** Keys with a write under way, and who waits for the next. */
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(send: (key: string, patch: Patch) => Promise<void>) {
    this.#send = send;
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

  async #drain(key: string, first: Waiting[]): Promise<void> {
    const queue = first;
    this.#waiting.set(key, queue);
    while (queue.length > 0) await this.#sendAll(key, queue.splice(0));
    this.#waiting.delete(key);
  }

  async #sendAll(key: string, batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#send(key, batch.map(({ patch }) => patch).reduce(joinPatches));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      // One that is refused for what it says must not take the others with it.
      if (error instanceof Invalid && batch.length > 1)
        for (const one of batch) await this.#sendAll(key, [one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}

/** The merge patch that does what `first` and then `second` do. */
export function joinPatches(first: Patch, second: Patch): Patch {
  const joined: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = joined[key];
    joined[key] = isMap(before) && isMap(value) ? joinPatches(before, value) : value;
  }
  return joined;
}

const isMap = (value: unknown): value is Patch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
