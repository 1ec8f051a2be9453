/** Asks the server each time: for the command line and for short-lived processes. */
import { NotFound } from '../../ports/faults.ts';
import type { Discovery } from './discovery.ts';
import { listObjects } from './object-list.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { pathOf, type ResourceType } from './resource-type.ts';
import type { KubeRequest, Transport } from './transport.ts';

const NEVER = new AbortController().signal;

export class LiveSource implements ObjectSource {
  readonly #transport: Transport;
  readonly #discovery: Discovery;

  constructor(transport: Transport, discovery: Discovery) {
    this.#transport = transport;
    this.#discovery = discovery;
  }

  /** A type that is missing answers as an object that is missing does. */
  async get<T extends StoredObject>(
    type: KeptType<T>,
    namespace: string,
    name: string,
  ): Promise<T | undefined> {
    try {
      const path = pathOf(type, { namespace, name });
      return type.trim(await this.#transport.send<T>({ method: 'GET', path }));
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async list<T extends StoredObject>(type: KeptType<T>, namespace?: string): Promise<readonly T[]> {
    if (!(await this.#discovery.serves(type))) return [];
    const found: T[] = [];
    const path = pathOf(type, { namespace });
    const keep = (object: unknown): void => void found.push(type.trim(object as T));
    await listObjects({ transport: this.#transport, path }, keep, NEVER);
    return found;
  }

  async write(_: ResourceType, __: string, ___: string, request: KubeRequest): Promise<void> {
    await this.#transport.send(request);
  }
}
