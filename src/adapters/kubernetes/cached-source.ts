/**
 * Reads from caches that reflectors keep, and from the server what is not kept, not there yet, or older than our own last
 * write of it.
 */
import { plus, seconds } from '../../core/model/time.ts';
import type { ChangeHandler } from './change-handlers.ts';
import type { LiveSource } from './live-source.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { OwnWrites, type Shown } from './own-writes.ts';
import { groupPath, type ResourceType } from './resource-type.ts';
import { endBy } from './time-limit.ts';
import type { KubeRequest } from './transport.ts';
import { type CachePolicy, TypeCache, type TypeCacheDeps } from './type-cache.ts';

interface Kept<T extends StoredObject> {
  readonly type: KeptType<T>;
  readonly cache: TypeCache<T>;
  readonly own: OwnWrites<T>;
}

/** How long a pass waits for what is kept on demand. */
const PATIENCE = seconds(5);

export class CachedSource implements ObjectSource {
  readonly #live: LiveSource;
  readonly #deps: TypeCacheDeps;
  readonly #kept = new Map<string, Kept<StoredObject>>();

  constructor(live: LiveSource, deps: TypeCacheDeps) {
    this.#live = live;
    this.#deps = deps;
  }

  /** Before `run`. */
  keep<T extends StoredObject>(type: KeptType<T>, policy: CachePolicy = {}): void {
    const cache = new TypeCache(type, this.#deps, policy);
    const kept: Kept<T> = { type, cache, own: new OwnWrites() };
    // Given back by `#keptOf` for the same type alone.
    this.#kept.set(idOf(type), kept as unknown as Kept<StoredObject>);
  }

  /** Once; resolves when `signal` has aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([...this.#kept.values()].map(({ cache }) => cache.run(signal)));
  }

  /** Resolves when every cache that is wanted has been filled once. */
  async filled(): Promise<void> {
    await Promise.all(this.#wanted().map(({ cache }) => cache.filled));
  }

  /** Plurals of the types whose caches are not filled. */
  unfilled(): readonly string[] {
    return this.#wanted().flatMap(({ cache, type }) => (cache.isFilled ? [] : [type.plural]));
  }

  #wanted(): readonly Kept<StoredObject>[] {
    return [...this.#kept.values()].filter(({ cache }) => cache.isWanted);
  }

  /**
   * All of a type that is kept on demand. Throws Unavailable when it is not filled in time; it goes on filling then, and
   * may be asked for again.
   */
  async listOnDemand<T extends StoredObject>(type: KeptType<T>): Promise<Iterable<T>> {
    const { cache } = this.#expect(type);
    cache.want();
    const { clock } = this.#deps;
    if (!cache.isFilled) await endBy(clock, plus(clock.now(), PATIENCE), () => cache.filled);
    return cache.values();
  }

  /** Of what is there already it is told at once, as ADDED. Gives back how to stop. */
  subscribe<T extends StoredObject>(type: KeptType<T>, handle: ChangeHandler<T>): () => void {
    return this.#expect(type).cache.subscribe(handle);
  }

  #expect<T extends StoredObject>(type: KeptType<T>): Kept<T> {
    const kept = this.#keptOf(type);
    if (kept === undefined) throw new RangeError(`expected a type that is kept, got ${type.plural}`);
    return kept;
  }

  async get<T extends StoredObject>(
    type: KeptType<T>,
    namespace: string,
    name: string,
  ): Promise<T | undefined> {
    const kept = this.#keptOf(type);
    if (kept === undefined || !kept.cache.isFilled) return this.#live.get(type, namespace, name);
    const { cache, own } = kept;
    const key = `${namespace}/${name}`;
    const judged = own.judge(key, cache.get(key));
    if (judged !== 'ask') return judged;
    const debt = own.debtOf(key);
    const found = await this.#live.get(type, namespace, name);
    own.seen(key, debt, found, cache.get(key));
    return found;
  }

  async list<T extends StoredObject>(type: KeptType<T>, namespace?: string): Promise<readonly T[]> {
    const kept = this.#keptOf(type);
    if (kept === undefined || !kept.cache.isFilled) return this.#live.list(type, namespace);
    const isAsked = (of: string | undefined): boolean => namespace === undefined || of === namespace;
    const cached = [...kept.cache.values()].filter(({ metadata }) => isAsked(metadata.namespace));
    const doubted = new Set(kept.own.keys());
    if (doubted.size === 0) return cached;
    const keyOf = ({ metadata }: T): string => `${metadata.namespace ?? ''}/${metadata.name}`;
    const sure = cached.filter((object) => !doubted.has(keyOf(object)));
    // With those that we have made and the cache has not heard of.
    const keys = [...doubted].map(splitKey).filter(([of]) => isAsked(of));
    const newest = await Promise.all(keys.map(([of, name]) => this.get(type, of, name)));
    return [...sure, ...newest.filter((object) => object !== undefined)];
  }

  async write(type: ResourceType, namespace: string, name: string, request: KubeRequest): Promise<void> {
    const kept = this.#kept.get(idOf(type));
    const key = `${namespace}/${name}`;
    if (kept?.type.isWrittenInParts !== true) kept?.own.begun(key);
    try {
      const answer = await this.#deps.transport.send<StoredObject | undefined>(request);
      const version = answer?.metadata.resourceVersion;
      if (kept === undefined) return;
      // The answer to a deletion has no version: the object may be there yet, with what holds it.
      if (answer === undefined || version === undefined) kept.own.begun(key);
      else kept.own.ended(key, version, shownBy(answer, kept.type));
    } catch (error) {
      kept?.own.begun(key);
      throw error;
    }
  }

  #keptOf<T extends StoredObject>(type: KeptType<T>): Kept<T> | undefined {
    return this.#kept.get(idOf(type)) as unknown as Kept<T> | undefined;
  }
}

/** A Scale says how many replicas its object has, and nothing else of it. */
function shownBy<T extends StoredObject>(
  answer: T & { readonly spec?: { readonly replicas?: number } },
  type: KeptType<T>,
): Shown<T> | undefined {
  if (answer.kind === type.kind) return { object: type.trim(answer) };
  if (answer.kind !== 'Scale') return undefined;
  // Of none the field is left out on the wire.
  const replicas = answer.spec?.replicas ?? 0;
  return type.scaled && { amend: (older) => type.scaled?.(older, replicas) ?? older };
}

const idOf = (type: ResourceType): string => `${groupPath(type)}/${type.plural}`;

function splitKey(key: string): readonly [namespace: string, name: string] {
  const [namespace = '', name = ''] = key.split('/');
  return [namespace, name];
}
