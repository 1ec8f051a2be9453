/** The objects of one type, kept from when the cluster serves it. A type that is missing is a cache without objects. */
import { minutes, plus, seconds } from '../../core/model/time.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ChangeHandler } from './change-handlers.ts';
import type { Discovery } from './discovery.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import { Reflector } from './reflector.ts';
import { pathOf } from './resource-type.ts';
import type { Transport } from './transport.ts';

export interface TypeCacheDeps {
  /** None = all. Objects of other namespaces are not there for us. */
  readonly namespaces: readonly string[];
  readonly transport: Transport;
  readonly discovery: Discovery;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
}

export interface CachePolicy {
  /** Also of namespaces that are not watched: what is on a node is there for all. */
  readonly everywhere?: boolean;
  /** Filled from when it is first wanted. */
  readonly onDemand?: boolean;
}

/** How often a type that is missing is looked for. */
const LOOK_AGAIN = minutes(1);
const ASK_AGAIN = seconds(2);

export class TypeCache<T extends StoredObject> {
  readonly #type: KeptType<T>;
  readonly #deps: TypeCacheDeps;
  /** One for all namespaces, or one for each. */
  readonly #reflectors: readonly Reflector<T>[];
  readonly #settled = Promise.withResolvers<void>();
  readonly #wanted = Promise.withResolvers<void>();
  #isWanted: boolean;
  #state: 'filling' | 'missing' | 'filled' = 'filling';

  constructor(type: KeptType<T>, deps: TypeCacheDeps, { everywhere, onDemand }: CachePolicy = {}) {
    this.#type = type;
    this.#deps = deps;
    // What a reflector calls a wire object is of its path's type.
    const trim = (object: unknown): T => type.trim(object as T);
    this.#isWanted = onDemand !== true;
    const all = everywhere === true || deps.namespaces.length === 0;
    const places = all ? [{}] : deps.namespaces.map((namespace) => ({ namespace }));
    this.#reflectors = places.map((place) => new Reflector({ ...deps, path: pathOf(type, place), trim }));
  }

  /** True when what it says is what the cluster has, or had a moment ago. */
  get isFilled(): boolean {
    return this.#state === 'filled' || this.#state === 'missing';
  }

  get isWanted(): boolean {
    return this.#isWanted;
  }

  want(): void {
    this.#isWanted = true;
    this.#wanted.resolve();
  }

  /** Resolves when it is filled for the first time. */
  get filled(): Promise<void> {
    return this.#settled.promise;
  }

  get plural(): string {
    return this.#type.plural;
  }

  /** By `namespace/name`. */
  get(key: string): T | undefined {
    for (const reflector of this.#reflectors) {
      const found = reflector.get(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  *values(): IterableIterator<T> {
    for (const reflector of this.#reflectors) yield* reflector.values();
  }

  /** Of what is there already it is told at once, as ADDED. Gives back how to stop. */
  subscribe(handle: ChangeHandler<T>): () => void {
    const stops = this.#reflectors.map((reflector) => reflector.subscribe(handle));
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Once; resolves when `signal` has aborted. */
  async run(signal: AbortSignal): Promise<void> {
    if (!this.#isWanted) await Promise.race([this.#wanted.promise, aborted(signal)]);
    await this.#untilServed(signal);
    if (signal.aborted) return;
    const running = Promise.all(this.#reflectors.map((reflector) => reflector.run(signal)));
    const synced = Promise.all(this.#reflectors.map((reflector) => reflector.synced));
    await Promise.race([synced.then(() => this.#settle('filled')), running]);
    await running;
  }

  async #untilServed(signal: AbortSignal): Promise<void> {
    const { clock, discovery, log } = this.#deps;
    while (!signal.aborted) {
      let wait = LOOK_AGAIN;
      try {
        if (await discovery.serves(this.#type)) break;
        this.#settle('missing');
      } catch (error) {
        // A server that cannot be asked has not said that the type is missing.
        log.warn('cannot find out what the cluster serves', { type: this.plural, error: String(error) });
        wait = ASK_AGAIN;
      }
      await clock.wake(plus(clock.now(), wait), signal);
    }
    this.#state = 'filling';
  }

  #settle(state: 'missing' | 'filled'): void {
    this.#state = state;
    this.#settled.resolve();
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
