/** The owner of the workloads: writes as people and pipelines do, and looks at what really stands in the API. */

import * as types from '../../src/adapters/kubernetes/resource-type.ts';
import { pathOf, type ResourceType } from '../../src/adapters/kubernetes/resource-type.ts';
import type { KubeRequest, Transport } from '../../src/adapters/kubernetes/transport.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import { NotFound } from '../../src/ports/faults.ts';
import { surgeManifest } from '../../src/resources/surge/codec.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Stored {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly generation?: number;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: Json;
  readonly status?: Json;
}

const TARGET_TYPES: Readonly<Record<TargetRef['kind'], ResourceType>> = {
  HorizontalPodAutoscaler: types.HPAS,
  ScaledObject: types.SCALED_OBJECTS,
  Deployment: types.DEPLOYMENTS,
  StatefulSet: types.STATEFUL_SETS,
  Rollout: types.ROLLOUTS,
};

export class Owner {
  readonly namespace: string;
  readonly #transport: Transport;
  #count = 0;

  constructor(transport: Transport, namespace: string) {
    this.#transport = transport;
    this.namespace = namespace;
  }

  /** New in this world. */
  ref(kind: TargetRef['kind'], name = `app-${(this.#count += 1)}`): TargetRef {
    return { kind, namespace: this.namespace, name };
  }

  /** A Deployment of nobody's. */
  async deployment(replicas = 2): Promise<TargetRef> {
    const ref = this.ref('Deployment');
    await this.create(types.DEPLOYMENTS, ref.name, { spec: workloadSpec(ref.name, replicas) });
    return ref;
  }

  async statefulSet(replicas = 2): Promise<TargetRef> {
    const ref = this.ref('StatefulSet');
    await this.create(types.STATEFUL_SETS, ref.name, {
      spec: { ...workloadSpec(ref.name, replicas), serviceName: ref.name },
    });
    return ref;
  }

  /** A Deployment of two and its HPA, of the same name. */
  async app(spec: Json = {}, replicas = 2): Promise<TargetRef> {
    const { name } = await this.deployment(replicas);
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
    const metrics = [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      },
    ];
    await this.create(types.HPAS, name, {
      spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 10, metrics, ...spec },
    });
    return this.ref('HorizontalPodAutoscaler', name);
  }

  async scaledObject(spec: Json = {}): Promise<TargetRef> {
    const { name } = await this.deployment();
    const triggers = [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }];
    await this.create(types.SCALED_OBJECTS, name, { spec: { scaleTargetRef: { name }, triggers, ...spec } });
    return this.ref('ScaledObject', name);
  }

  async surge(surge: Surge): Promise<void> {
    const { metadata, spec } = surgeManifest(surge);
    await this.create(types.SURGES, metadata.name, { spec });
  }

  async create(type: ResourceType, name: string, content: object): Promise<Stored> {
    const apiVersion = types.apiVersionOf(type);
    const metadata = {
      ...('metadata' in content ? (content.metadata as object) : {}),
      name,
      namespace: this.namespace,
    };
    const body = { ...content, apiVersion, kind: type.kind, metadata };
    const path = pathOf(type, { namespace: this.namespace });
    return this.#send({ method: 'POST', path, query: BY_OWNER, body });
  }

  async patch({ kind, name }: TargetRef, body: object): Promise<void> {
    await this.change(TARGET_TYPES[kind], name, body);
  }

  async change(type: ResourceType, name: string, body: object, subresource?: 'status'): Promise<void> {
    const path = pathOf(type, { namespace: this.namespace, name, subresource });
    await this.#send({ method: 'PATCH', path, query: BY_OWNER, body });
  }

  async remove(type: ResourceType, name: string): Promise<void> {
    await this.#send({ method: 'DELETE', path: pathOf(type, { namespace: this.namespace, name }) });
  }

  removeTarget({ kind, name }: TargetRef): Promise<void> {
    return this.remove(TARGET_TYPES[kind], name);
  }

  look({ kind, name }: TargetRef): Promise<Stored> {
    return this.read(TARGET_TYPES[kind], name);
  }

  read(type: ResourceType, name: string): Promise<Stored> {
    return this.#send({ method: 'GET', path: pathOf(type, { namespace: this.namespace, name }) });
  }

  async find(type: ResourceType, name: string): Promise<Stored | undefined> {
    try {
      return await this.read(type, name);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async list(type: ResourceType): Promise<readonly Stored[]> {
    const path = pathOf(type, { namespace: this.namespace });
    return (await this.#transport.send<{ readonly items: readonly Stored[] }>({ method: 'GET', path })).items;
  }

  #send(request: KubeRequest): Promise<Stored> {
    return this.#transport.send<Stored>(request);
  }
}

const BY_OWNER = { fieldManager: 'owner' };

const workloadSpec = (name: string, replicas: number) => ({
  replicas,
  selector: { matchLabels: { app: name } },
  template: {
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        { name: 'app', image: 'registry.example/app:1', resources: { requests: { cpu: '100m' } } },
      ],
    },
  },
});
