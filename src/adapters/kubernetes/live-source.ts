/** Asks the server each time: for the command line and for short-lived processes. */
import { NotFound } from '../../ports/faults.ts';
import type { Discovery } from './discovery.ts';
import type { KeptType, ObjectSource, StoredObject } from './object-source.ts';
import { pathOf, type ResourceType } from './resource-type.ts';
import type { KubeRequest, Transport } from './transport.ts';

interface Page {
  readonly items: readonly StoredObject[];
  readonly metadata: { readonly continue?: string };
}

/** Objects per page: a page of HPAs stays under 2 MB. */
const PAGE = 500;

export class LiveSource implements ObjectSource {
  readonly #transport: Pick<Transport, 'send'>;
  readonly #discovery: Discovery;

  constructor(transport: Pick<Transport, 'send'>, discovery: Discovery) {
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
    let next: string | undefined;
    do {
      const query = { limit: PAGE, continue: next };
      const page = await this.#transport.send<Page>({
        method: 'GET',
        path: pathOf(type, { namespace }),
        query,
      });
      for (const object of page.items) found.push(type.trim(object as T));
      next = page.metadata.continue;
    } while (next !== undefined && next !== '');
    return found;
  }

  async write(_: ResourceType, __: string, ___: string, request: KubeRequest): Promise<void> {
    await this.#transport.send(request);
  }
}
