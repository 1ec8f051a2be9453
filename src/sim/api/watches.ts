/** Who watches which kind, and the telling: every watcher sees all changes, in the order in which they happened. */
import type { Kind, Objects } from './objects.ts';

export interface WatchEvent<K extends Kind = Kind> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: Objects[K];
  /** The object before a change; not part of the wire. */
  readonly previous: Objects[K] | undefined;
}

type Handler = (event: WatchEvent) => void;

interface Telling {
  readonly handlers: readonly Handler[];
  readonly event: WatchEvent;
}

export class Watches {
  /** Each list is replaced when it changes: an event goes to those who watched when it happened. */
  readonly #handlers = new Map<Kind, readonly Handler[]>();
  /** What watchers wrote while they were told: told when all of them know what came before. */
  readonly #waiting: Telling[] = [];
  #isTelling = false;

  add<K extends Kind>(kind: K, handler: (event: WatchEvent<K>) => void): () => void {
    // Its own object, so that one who watches twice ends one watch at a time.
    const told: Handler = (event) => handler(event as WatchEvent<K>);
    this.#handlers.set(kind, [...this.#of(kind), told]);
    return () => {
      const others = this.#of(kind).filter((other) => other !== told);
      this.#handlers.set(kind, others);
    };
  }

  tell(kind: Kind, event: WatchEvent): void {
    const handlers = this.#of(kind);
    if (handlers.length === 0) return;
    this.#waiting.push({ handlers, event });
    if (this.#isTelling) return;
    this.#isTelling = true;
    try {
      this.#tellWaiting();
    } finally {
      this.#isTelling = false;
      this.#waiting.length = 0;
    }
  }

  #tellWaiting(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift())
      for (const handler of next.handlers) handler(next.event);
  }

  #of(kind: Kind): readonly Handler[] {
    return this.#handlers.get(kind) ?? [];
  }
}
