/**
 * What each node has and what the pods bound to it ask for, kept from watches: neither the scheduler nor the
 * autoscaler adds up pods. Build it right after WorkloadPods and before everything that asks it.
 */
import type { Node, Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import { allocatableOf, differenceOf, type Resources, requestsOf, sumOf } from './resources.ts';

export interface NodeAccount {
  readonly name: string;
  readonly node: Node;
  readonly allocatable: Resources;
  /** Of all pods bound to the node, terminating ones too: they hold their room until they are gone. */
  readonly requested: Resources;
  readonly ready: boolean;
  /** Takes new pods: Ready, not cordoned, no taint that keeps them off. */
  readonly open: boolean;
  /** Carries a PreferNoSchedule taint. */
  readonly shunned: boolean;
}

export class NodeLedger {
  readonly #accounts = new Map<string, NodeAccount>();
  /** Pods per workload, by node. */
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #listeners: (() => void)[] = [];

  constructor({ api }: { readonly api: ApiServer }) {
    for (const node of api.list('Node')) this.#enter(node);
    for (const pod of api.list('Pod')) this.#book(pod, sumOf, 1);
    api.watch('Node', ({ type, object }) => {
      if (type === 'DELETED') this.#strike(object);
      else this.#enter(object);
    });
    api.watch('Pod', ({ type, object, previous }) => {
      if (type === 'DELETED') this.#book(object, differenceOf, -1);
      else if (previous?.spec.nodeName === undefined) this.#book(object, sumOf, 1);
      if (type === 'DELETED' && object.spec.nodeName !== undefined) this.#roomGrew();
    });
  }

  /** In order of creation. */
  all(): Iterable<NodeAccount> {
    return this.#accounts.values();
  }

  podsOf(workload: string, nodeName: string): number {
    return this.#counts.get(nodeName)?.get(workload) ?? 0;
  }

  /** Calls back when a pod that fitted nowhere may fit now. */
  onRoom(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #enter(node: Node): void {
    const { name } = node.metadata;
    const before = this.#accounts.get(name);
    const account = accountOf(node, before);
    this.#accounts.set(name, account);
    if (before === undefined) this.#counts.set(name, new Map());
    if (account.open && before?.open !== true) this.#roomGrew();
  }

  #strike({ metadata: { name } }: Node): void {
    this.#accounts.delete(name);
    this.#counts.delete(name);
  }

  #book(pod: Pod, combine: (a: Resources, b: Resources) => Resources, by: 1 | -1): void {
    const name = pod.spec.nodeName;
    const account = name === undefined ? undefined : this.#accounts.get(name);
    const counts = name === undefined ? undefined : this.#counts.get(name);
    if (account === undefined || counts === undefined) return;
    const requested = combine(account.requested, requestsOf(pod.spec));
    this.#accounts.set(account.name, { ...account, requested });
    const workload = workloadOf(pod);
    counts.set(workload, (counts.get(workload) ?? 0) + by);
  }

  #roomGrew(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** `namespace/name` of the controlling Deployment, as in PodView. */
export function workloadOf({ metadata }: Pod): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return `${metadata.namespace ?? ''}/${owner?.name ?? ''}`;
}

function accountOf(node: Node, before: NodeAccount | undefined): NodeAccount {
  const ready = node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  const effects = (node.spec.taints ?? []).map(({ effect }) => effect);
  const sameSize = before?.node.status.allocatable === node.status.allocatable;
  return {
    name: node.metadata.name,
    node,
    allocatable:
      before !== undefined && sameSize ? before.allocatable : allocatableOf(node.status.allocatable),
    requested: before?.requested ?? { milliCpu: 0, memoryBytes: 0, pods: 0 },
    ready,
    open:
      ready && node.spec.unschedulable !== true && effects.every((effect) => effect === 'PreferNoSchedule'),
    shunned: effects.includes('PreferNoSchedule'),
  };
}
