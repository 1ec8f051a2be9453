/**
 * Nodes on their way out: tainted, after a moment drained by evictions that PodDisruptionBudgets may hold up, then
 * given back to the group. A drain that is held up for too long is given up and the node takes pods again.
 */
import { between, type Instant, minutes, seconds } from '../../../core/model/time.ts';
import { ApiError } from '../../api/errors.ts';
import type { ApiServer } from '../../api/server.ts';
import type { Engine } from '../../engine.ts';
import type { Evictions } from '../eviction.ts';
import type { NodeGroup } from '../node-group.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import { setTaint, TO_BE_DELETED } from './taints.ts';

export interface NodeRemovalsParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly evictions: Evictions;
  readonly group: NodeGroup;
  /** The node stays: its pods could not be evicted. */
  readonly onGivenUp: (nodeName: string) => void;
}

interface Removal {
  readonly nodeName: string;
  readonly drains: boolean;
  readonly begunAt: Instant;
}

/** `--node-delete-delay-after-taint` */
const DELAY_AFTER_TAINT = seconds(5);
/** Between two looks at whether all pods are gone. */
const POLL_PERIOD = seconds(5);
/** Between two tries to evict, and `--max-pod-eviction-time`. */
const EVICTION_RETRY = seconds(10);
const MAX_EVICTION_TIME = minutes(2);

export class NodeRemovals {
  readonly #parts: NodeRemovalsParts;
  readonly #underWay = new Map<string, Removal>();

  constructor(parts: NodeRemovalsParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#underWay.size;
  }

  get draining(): number {
    return [...this.#underWay.values()].filter(({ drains }) => drains).length;
  }

  has(nodeName: string): boolean {
    return this.#underWay.has(nodeName);
  }

  begin(nodeName: string, drains: boolean): void {
    const { engine, api } = this.#parts;
    setTaint(api, nodeName, TO_BE_DELETED, true);
    engine.after(DELAY_AFTER_TAINT, () => {
      const removal = { nodeName, drains, begunAt: engine.now };
      if (this.#underWay.has(nodeName)) this.#drain(removal);
    });
    this.#underWay.set(nodeName, { nodeName, drains, begunAt: engine.now });
  }

  #drain(removal: Removal): void {
    const { engine, pods, group } = this.#parts;
    const { nodeName, begunAt } = removal;
    const there = [...pods.onNode(nodeName)];
    if (!group.has(nodeName) || there.length === 0) return this.#finish(nodeName);
    const refused = there
      .filter(({ terminating }) => !terminating)
      .filter((pod) => !this.#evicts(pod.namespace, pod.name, pod.object.metadata.uid));
    if (refused.length === 0) engine.after(POLL_PERIOD, () => this.#drain(removal));
    else if (between(begunAt, engine.now) < MAX_EVICTION_TIME)
      engine.after(EVICTION_RETRY, () => this.#drain(removal));
    else this.#giveUp(nodeName);
  }

  #evicts(namespace: string, name: string, uid: string): boolean {
    try {
      this.#parts.evictions.evict(namespace, name, uid);
      return true;
    } catch (error) {
      if (error instanceof ApiError) return error.code === 404;
      throw error;
    }
  }

  #finish(nodeName: string): void {
    this.#underWay.delete(nodeName);
    this.#parts.group.delete(nodeName);
  }

  #giveUp(nodeName: string): void {
    this.#underWay.delete(nodeName);
    setTaint(this.#parts.api, nodeName, TO_BE_DELETED, false);
    this.#parts.onGivenUp(nodeName);
  }
}
