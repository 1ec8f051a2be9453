/**
 * Keeps a cache of the objects under one path as the server has them, by a paged list and a watch, and tells of every
 * change. Nothing that the server or the network does ends it: it goes on until its signal aborts.
 */
import { asMillis, between, type Instant, type Millis, plus } from '../../core/model/time.ts';
import { Expired, retryAfterOf } from '../../ports/faults.ts';
import type { Log } from '../../ports/log.ts';
import { type ChangeHandler, ChangeHandlers } from './change-handlers.ts';
import { type Change, type Entry, ObjectCache } from './object-cache.ts';
import { listObjects } from './object-list.ts';
import { RetryPace } from './retry-pace.ts';
import { type WatchEvent, type WatchRequest, watchObjects } from './watch.ts';
import { keyOfObject, type WireObject } from './wire-object.ts';

export interface ReflectorOptions<T> extends WatchRequest {
  readonly log: Log;
  /** What is kept of an object. One that makes it throw is left out of the cache, and said. */
  readonly trim: (object: WireObject) => T;
}

/** A watch refused so often in a row may ask for a version that a restored server never had. */
const FAILURES_BEFORE_LIST = 5;

export class Reflector<T> {
  readonly #options: ReflectorOptions<T>;
  readonly #cache = new ObjectCache<T>();
  readonly #handlers: ChangeHandlers<T>;
  readonly #pace: RetryPace;
  readonly #synced = Promise.withResolvers<void>();
  /** To watch from; undefined when a list is needed. */
  #version: string | undefined;
  #streamingSince: Instant | undefined;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#handlers = new ChangeHandlers(options.log, options.path);
    this.#pace = new RetryPace(options.chance);
  }

  /** Resolves when the first list is in the cache and told. */
  get synced(): Promise<void> {
    return this.#synced.promise;
  }

  get size(): number {
    return this.#cache.size;
  }

  /** By `namespace/name`, or by name where there is no namespace. */
  get(key: string): T | undefined {
    return this.#cache.get(key);
  }

  *values(): IterableIterator<T> {
    for (const [, object] of this.#cache.items()) yield object;
  }

  /** Tells at once of everything that is there, as ADDED, then of each change. Gives back how to stop. */
  subscribe(handle: ChangeHandler<T>): () => void {
    for (const [key, object] of this.#cache.items())
      this.#handlers.tellOne(handle, { type: 'ADDED', key, object, previous: undefined });
    return this.#handlers.add(handle);
  }

  /** Once; resolves when `signal` has aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      const delay = await this.#follow(signal);
      if (delay > 0) await clock.wake(plus(clock.now(), delay), signal);
    }
  }

  /** Lists where needed and watches until that ends; how long to wait before the next time. */
  async #follow(signal: AbortSignal): Promise<Millis> {
    this.#streamingSince = undefined;
    try {
      this.#version ??= await this.#list(signal);
      this.#streamingSince = this.#options.clock.now();
      for await (const event of watchObjects(this.#options, this.#version, signal)) this.#take(event);
      return this.#pace.afterEnd(this.#lived());
    } catch (error) {
      if (signal.aborted) return asMillis(0);
      return this.#fail(error);
    }
  }

  #fail(error: unknown): Millis {
    const delay = this.#pace.afterFailure(this.#lived(), retryAfterOf(error));
    const stage = this.#streamingSince === undefined ? 'list' : 'watch';
    if (error instanceof Expired || this.#pace.failures >= FAILURES_BEFORE_LIST) this.#version = undefined;
    this.#options.log.warn(`a ${stage} failed`, {
      path: this.#options.path,
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      retryMillis: Math.round(delay),
      next: this.#version === undefined ? 'list' : 'watch',
    });
    return delay;
  }

  #lived(): Millis {
    const since = this.#streamingSince;
    return since === undefined ? asMillis(0) : between(since, this.#options.clock.now());
  }

  async #list(signal: AbortSignal): Promise<string> {
    const entries = new Map<string, Entry<T>>();
    const take = (object: WireObject): void => {
      const entry = this.#read(object);
      if (entry !== undefined) entries.set(keyOfObject(object), entry);
    };
    const version = await listObjects(this.#options, take, signal);
    this.#tell(this.#cache.replace(entries));
    this.#synced.resolve();
    return version;
  }

  #take({ type, object }: WatchEvent): void {
    if (type !== 'BOOKMARK') {
      const key = keyOfObject(object);
      const entry = this.#read(object);
      const isThere = type !== 'DELETED' && entry !== undefined;
      this.#tell(isThere ? this.#cache.put(key, entry) : this.#cache.remove(key, entry));
    }
    this.#version = object.metadata.resourceVersion;
  }

  #read(object: WireObject): Entry<T> | undefined {
    try {
      const { uid, resourceVersion: version } = object.metadata;
      return { uid, version, object: this.#options.trim(object) };
    } catch (error) {
      const { path, log } = this.#options;
      log.warn('an object cannot be read, and is left out', {
        path,
        key: keyOfObject(object),
        error: String(error),
      });
      return undefined;
    }
  }

  #tell(changes: readonly Change<T>[]): void {
    for (const change of changes) this.#handlers.tell(change);
  }
}
