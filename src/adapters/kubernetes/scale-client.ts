/** Replicas through the `/scale` subresource, from the count that was seen: a JSON patch whose test guards the write. */
import { FIELD_MANAGER } from '../../core/prescale/baseline.ts';
import type { ScaleChange } from '../../ports/targets.ts';
import { writeGuarded } from './guarded-write.ts';
import type { ObjectSource } from './object-source.ts';
import { pathOf, type ResourceType } from './resource-type.ts';
import type { Transport } from './transport.ts';

interface Scale {
  readonly spec?: { readonly replicas?: number };
}

const REPLICAS = '/spec/replicas';

export class ScaleClient {
  readonly #source: ObjectSource;
  readonly #transport: Pick<Transport, 'send'>;

  constructor(source: ObjectSource, transport: Pick<Transport, 'send'>) {
    this.#source = source;
    this.#transport = transport;
  }

  /** Throws Conflict when the workload has other replicas than `from` by now. */
  async write(
    type: ResourceType,
    namespace: string,
    name: string,
    { from, replicas }: ScaleChange,
  ): Promise<void> {
    const path = pathOf(type, { namespace, name, subresource: 'scale' });
    // A Scale of zero replicas has no such field on the wire: it is tested for null, and added rather than replaced.
    const body = [
      { op: 'test', path: REPLICAS, value: from === 0 ? null : from },
      { op: 'add', path: REPLICAS, value: replicas },
    ];
    const query = { fieldManager: FIELD_MANAGER };
    const request = { method: 'PATCH', path, query, body, patch: 'json' } as const;
    await writeGuarded(
      path,
      () => this.#source.write(type, namespace, name, request),
      async () => (await this.#replicasAt(path)) === from,
    );
  }

  async #replicasAt(path: string): Promise<number> {
    const { spec } = await this.#transport.send<Scale>({ method: 'GET', path });
    return spec?.replicas ?? 0;
  }
}
