/** The room on the nodes of a Kubernetes API, from nodes and pods that nobody reads before somebody asks. */
import type { NodeRoom, RoomSnapshot } from '../../core/model/room.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { type Instant, plus, seconds } from '../../core/model/time.ts';
import type { RoomReader } from '../../ports/capacity.ts';
import type { Clock } from '../../ports/clock.ts';
import { type LabelSelector, selects } from '../../resources/label-selector.ts';
import { type NodeWire, roomOnNodes } from '../../resources/node-room.ts';
import { type PodSpecWire, podShapeOf } from '../../resources/pod-requests.ts';
import { trimTo } from './field-trim.ts';
import { KEPT_PODS } from './kept-pods.ts';
import type { LiveSource } from './live-source.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import { NODES, type ResourceType } from './resource-type.ts';
import type { WorkloadLookup } from './workload-lookup.ts';

/** The template of a workload's pods, and which pods are of it. */
interface Templated extends StoredObject {
  readonly spec: {
    readonly selector?: LabelSelector | undefined;
    readonly template?: { readonly spec: PodSpecWire } | undefined;
  };
}

export const KEPT_NODES: KeptType<NodeWire & StoredObject> = {
  ...NODES,
  trim: trimTo<NodeWire & StoredObject>({
    metadata: {
      name: 'own',
      uid: 'own',
      resourceVersion: 'own',
      creationTimestamp: 'own',
      labels: 'own',
    },
    spec: { unschedulable: 'own', taints: 'shared' },
    status: { allocatable: 'shared', conditions: { type: 'shared', status: 'shared' } },
  }),
};

/** Nodes and pods of all namespaces: what is on a node is there for all. */
export interface RoomObjects {
  listOnDemand<T extends StoredObject>(type: KeptType<T>): Promise<Iterable<T>>;
}

export interface RoomClientDeps {
  readonly source: RoomObjects;
  /** For the templates of workloads, which no cache has. */
  readonly live: LiveSource;
  readonly workloads: WorkloadLookup;
  readonly clock: Pick<Clock, 'now'>;
}

/** Many targets ask at the same time, and the sums are long. */
const GOOD_FOR = seconds(1);

export class RoomClient implements RoomReader {
  readonly #deps: RoomClientDeps;
  #room: { readonly nodes: readonly NodeRoom[]; readonly until: Instant } | undefined;

  constructor(deps: RoomClientDeps) {
    this.#deps = deps;
  }

  async read(target: TargetRef): Promise<RoomSnapshot | undefined> {
    const { source, live, workloads } = this.#deps;
    const name = await workloads.nameOf(target);
    const type = name && (await workloads.typeOf(name));
    if (name === undefined || type === undefined) return undefined;
    const workload = await live.get(templated(type), target.namespace, name.name);
    const template = workload?.spec.template;
    if (template === undefined) return undefined;
    const pods = [...(await source.listOnDemand(KEPT_PODS))];
    const { selector } = workload?.spec ?? {};
    const isOwn = ({ metadata, status }: (typeof pods)[number]): boolean =>
      metadata.namespace === target.namespace &&
      metadata.deletionTimestamp === undefined &&
      status?.phase !== 'Failed' &&
      status?.phase !== 'Succeeded' &&
      selector !== undefined &&
      selects(selector, metadata.labels ?? {});
    const own = pods.filter(isOwn);
    const bound = own.filter(({ spec }) => spec.nodeName !== undefined).length;
    return {
      scalable: { apiGroup: type.group, kind: type.kind, name: name.name },
      pod: podShapeOf(template.spec),
      unbound: own.length - bound,
      bound,
      nodes: await this.#nodes(pods),
    };
  }

  async #nodes(pods: Parameters<typeof roomOnNodes>[1]): Promise<readonly NodeRoom[]> {
    const now = this.#deps.clock.now();
    if (this.#room === undefined || now >= this.#room.until) {
      const nodes = roomOnNodes(await this.#deps.source.listOnDemand(KEPT_NODES), pods);
      this.#room = { nodes, until: plus(now, GOOD_FOR) };
    }
    return this.#room.nodes;
  }
}

/** Read when it is asked for: templates are large, and few are looked at. */
const templated = (type: ResourceType): KeptType<Templated> => ({
  ...type,
  trim: ({ metadata, spec }) => ({ metadata, spec: { selector: spec.selector, template: spec.template } }),
});
