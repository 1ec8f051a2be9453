/** Asks the server each time: for the command line and for short-lived processes. */
import { NotFound } from '../../ports/faults.ts';
import type { Discovery } from './discovery.ts';
import { listObjects } from './object-list.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { type Place, pathOf, type ResourceType } from './resource-type.ts';
import type { KubeRequest, Transport } from './transport.ts';

const NEVER = new AbortController().signal;

export interface LiveSourceDeps {
  readonly transport: Transport;
  readonly discovery: Discovery;
  /** None = all. Objects of other namespaces are not there for us. */
  readonly namespaces: readonly string[];
}

export class LiveSource implements ObjectSource {
  readonly #deps: LiveSourceDeps;

  constructor(deps: LiveSourceDeps) {
    this.#deps = deps;
  }

  /** A type that is missing answers as an object that is missing does. */
  async get<T extends StoredObject>(
    type: KeptType<T>,
    namespace: string,
    name: string,
  ): Promise<T | undefined> {
    if (!this.#isWatched(namespace)) return undefined;
    try {
      const path = pathOf(type, { namespace, name });
      return type.trim(await this.#deps.transport.send<T>({ method: 'GET', path }));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async list<T extends StoredObject>(type: KeptType<T>, namespace?: string): Promise<readonly T[]> {
    if (!(await this.#deps.discovery.serves(type))) return [];
    return this.#listIn(type, this.#placesOf(namespace));
  }

  /** Also of namespaces that are not watched; of a type that every cluster has. */
  listEverywhere<T extends StoredObject>(type: KeptType<T>): Promise<readonly T[]> {
    return this.#listIn(type, [{}]);
  }

  async write(_: ResourceType, __: string, ___: string, request: KubeRequest): Promise<void> {
    await this.#deps.transport.send(request);
  }

  async #listIn<T extends StoredObject>(type: KeptType<T>, places: readonly Place[]): Promise<readonly T[]> {
    const found: T[] = [];
    const keep = (object: unknown): void => void found.push(type.trim(object as T));
    for (const place of places)
      await listObjects({ transport: this.#deps.transport, path: pathOf(type, place) }, keep, NEVER);
    return found;
  }

  #isWatched(namespace: string): boolean {
    const { namespaces } = this.#deps;
    return namespaces.length === 0 || namespaces.includes(namespace);
  }

  #placesOf(namespace: string | undefined): readonly Place[] {
    const { namespaces } = this.#deps;
    if (namespace !== undefined) return this.#isWatched(namespace) ? [{ namespace }] : [];
    return namespaces.length === 0 ? [{}] : namespaces.map((one) => ({ namespace: one }));
  }
}
