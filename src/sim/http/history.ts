/**
 * The changes of the last while, as the watch cache keeps them: a watch goes on from a version in the window, and a
 * list can be read as it was then. What fell out of the window is gone.
 */
import type { Kind, KubeObject } from '../api/objects.ts';
import type { ApiServer, WatchEvent } from '../api/server.ts';
import { expired } from './refusals.ts';
import { RESOURCE_TYPES } from './resource-types.ts';

export interface Change extends WatchEvent {
  readonly kind: Kind;
  readonly version: number;
}

export class History {
  readonly #api: ApiServer;
  readonly #window: number;
  readonly #listeners = new Set<(change: Change) => void>();
  #changes: Change[] = [];
  /** A watch may go on from here and later. */
  #oldest: number;

  /** Keeps `window` changes and a few more. */
  constructor(api: ApiServer, window: number) {
    this.#api = api;
    this.#window = window;
    this.#oldest = api.version;
    for (const { kind } of RESOURCE_TYPES) api.watch(kind, (event) => this.#add(kind, event));
  }

  /** The changes of a kind after `version`, in order. Throws 410 when the window does not reach back so far. */
  since(kind: Kind, version: number): readonly Change[] {
    this.#reach(version, `too old resource version: ${version} (${this.#oldest})`);
    return this.#after(version).filter((change) => change.kind === kind);
  }

  /** All objects of a kind as they were at `version`. */
  at(kind: Kind, version: number): readonly KubeObject[] {
    this.#reach(version, 'The provided continue parameter is too old to display a consistent list result.');
    const objects = new Map<string, KubeObject>();
    for (const object of this.#api.list(kind)) objects.set(object.metadata.uid, object);
    for (const { kind: changed, type, object, previous } of this.#after(version).toReversed()) {
      if (changed !== kind) continue;
      if (type === 'ADDED' || previous === undefined) objects.delete(object.metadata.uid);
      else objects.set(object.metadata.uid, previous);
    }
    return [...objects.values()];
  }

  /** Forgets all: every version so far is too old, as after a compaction. */
  compact(): void {
    this.#changes = [];
    this.#oldest = this.#api.version;
  }

  /** Calls back at each later change, of every kind. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #add(kind: Kind, event: WatchEvent): void {
    const change = { kind, version: Number(event.object.metadata.resourceVersion), ...event };
    this.#changes.push(change);
    // In strides, as each cut copies what is left.
    if (this.#changes.length > 2 * this.#window) {
      const cut = this.#changes.length - this.#window;
      this.#oldest = this.#changes[cut - 1]?.version ?? this.#oldest;
      this.#changes = this.#changes.slice(cut);
    }
    for (const listener of [...this.#listeners]) listener(change);
  }

  #after(version: number): readonly Change[] {
    const first = this.#changes.findIndex((change) => change.version > version);
    return first === -1 ? [] : this.#changes.slice(first);
  }

  #reach(version: number, message: string): void {
    if (version < this.#oldest) throw expired(message);
  }
}
