/**
 * What stands on a real cluster, copied into an API server of the embedded cluster: what measures a simulated run then
 * measures a real one by the same rules. Nothing acts on the copy.
 */

import type { Kind, KubeObject, Objects } from '../../../src/sim/api/objects.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import type { KubeApi } from '../support/kube-api.ts';

const WRITER = 'mirror';

interface Seen {
  readonly version: string;
  readonly round: number;
}

export class Mirror {
  readonly #source: KubeApi;
  readonly #copy: ApiServer;
  readonly #namespace: string;
  /** By kind and name. */
  readonly #seen = new Map<string, Seen>();
  #round = 0;

  constructor(source: KubeApi, copy: ApiServer, namespace: string) {
    this.#source = source;
    this.#copy = copy;
    this.#namespace = namespace;
  }

  /** What stands now; `arrived` is called when it is known, before anything is copied. */
  async pull(arrived: () => Promise<void>): Promise<void> {
    const inNamespace = (group: string, resource: string) =>
      this.#source.list<KubeObject>(`${group}/namespaces/${this.#namespace}/${resource}?resourceVersion=0`);
    const [pods, deployments, hpas, nodes] = await Promise.all([
      inNamespace('/api/v1', 'pods'),
      inNamespace('/apis/apps/v1', 'deployments'),
      inNamespace('/apis/autoscaling/v2', 'horizontalpodautoscalers'),
      this.#source.list<KubeObject>('/api/v1/nodes?resourceVersion=0'),
    ]);
    await arrived();
    this.#round += 1;
    this.#copyAll('Deployment', deployments);
    this.#copyAll('HorizontalPodAutoscaler', hpas);
    this.#copyAll('Node', nodes.map(withConditions));
    this.#copyAll('Pod', pods.map(ownedByDeployment).map(withConditions));
    this.#dropMissing();
  }

  #copyAll<K extends Kind>(kind: K, objects: readonly KubeObject[]): void {
    for (const object of objects) {
      const key = `${kind} ${object.metadata.name}`;
      const version = object.metadata.resourceVersion;
      const before = this.#seen.get(key);
      this.#seen.set(key, { version, round: this.#round });
      if (before?.version !== version)
        this.#put(kind, { ...object, kind } as Objects[K], before !== undefined);
    }
  }

  #put<K extends Kind>(kind: K, object: Objects[K], isThere: boolean): void {
    const { namespace = '', name } = object.metadata;
    if (!isThere) this.#copy.create(kind, object, { manager: WRITER });
    else
      this.#copy.update(kind, namespace, name, WRITER, (current) => ({
        ...object,
        metadata: { ...object.metadata, uid: current.metadata.uid },
      }));
  }

  #dropMissing(): void {
    for (const [key, { round }] of this.#seen) {
      if (round === this.#round) continue;
      this.#seen.delete(key);
      const [kind = '', name = ''] = key.split(' ');
      this.#copy.delete(kind as Kind, this.#namespace, name);
    }
  }
}

/** Embedded pods belong to their Deployment itself; its name is the pods' label here. */
function ownedByDeployment(pod: KubeObject): KubeObject {
  const name = pod.metadata.labels?.['app'] ?? '';
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: '', controller: true };
  return { ...pod, metadata: { ...pod.metadata, ownerReferences: [owner] } };
}

/** What has only just been made says nothing of itself yet; embedded objects always do. */
function withConditions(object: KubeObject): KubeObject {
  const { conditions = [], ...status } = (object.status ?? {}) as {
    readonly conditions?: readonly unknown[];
  };
  return { ...object, status: { ...status, conditions } };
}
