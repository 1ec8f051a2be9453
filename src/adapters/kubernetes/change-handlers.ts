/** Those who want to know of changes. What one of them throws is logged and reaches neither the stream nor the others. */
import type { Log } from '../../ports/log.ts';
import type { Change } from './object-cache.ts';

/** Called in order and not waited for; a promise it gives is only looked at for a fault. */
export type ChangeHandler<T> = (change: Change<T>) => void | Promise<void>;

export class ChangeHandlers<T> {
  readonly #handlers = new Set<{ readonly handle: ChangeHandler<T> }>();
  readonly #log: Log;
  readonly #path: string;

  constructor(log: Log, path: string) {
    this.#log = log;
    this.#path = path;
  }

  /** Gives back how to stop. The same function added twice is called twice. */
  add(handle: ChangeHandler<T>): () => void {
    const handler = { handle };
    this.#handlers.add(handler);
    return () => void this.#handlers.delete(handler);
  }

  tell(change: Change<T>): void {
    for (const { handle } of this.#handlers) this.tellOne(handle, change);
  }

  tellOne(handle: ChangeHandler<T>, change: Change<T>): void {
    try {
      Promise.resolve(handle(change)).catch((error: unknown) => this.#complain(change, error));
    } catch (error) {
      this.#complain(change, error);
    }
  }

  #complain({ type, key }: Change<T>, error: unknown): void {
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#log.warn('a handler of changes failed', { path: this.#path, key, type, error: said });
  }
}
