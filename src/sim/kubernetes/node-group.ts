/**
 * The cloud's side of the nodes: a group of equal machines. A node that is asked for appears at once, not Ready, and is
 * Ready when it has booted. Build it last: its first nodes are there, and Ready, from its construction.
 */
import { asMillis, formatInstant, type Instant } from '../../core/model/time.ts';
import type { Condition } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { NodeGroupSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import type { WorkloadPods } from './workload-pods.ts';

export interface NodeGroupParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly random: Random;
  readonly spec: NodeGroupSpec;
}

export type NodeRequest =
  | { readonly kind: 'granted'; readonly nodes: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: 'AtMaximum' | 'OutOfCapacity' };

const MANAGER = 'node-group';

export class NodeGroup {
  readonly spec: NodeGroupSpec;
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #pods: WorkloadPods;
  readonly #boots: Random;
  readonly #names = new Set<string>();
  #created = 0;
  #min: number;

  constructor({ engine, api, pods, random, spec }: NodeGroupParts) {
    this.spec = spec;
    this.#min = spec.min;
    this.#engine = engine;
    this.#api = api;
    this.#pods = pods;
    this.#boots = random.fork('node-boot');
    // Somebody may delete a node by hand: the machine goes with it.
    api.watch('Node', ({ type, object }) => {
      if (type === 'DELETED') this.#names.delete(object.metadata.name);
    });
    for (let index = 0; index < spec.initial; index += 1) this.#create('True');
  }

  get size(): number {
    return this.#names.size;
  }

  /** Nobody takes nodes away below it. */
  get min(): number {
    return this.#min;
  }

  /** From outside, in one write: the nodes that `desired` is more than there are, are asked for. */
  resize(min: number, desired: number): void {
    this.#min = min;
    if (desired > this.size) this.request(desired - this.size);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Asks for that many more nodes; what would go beyond the maximum is left out. */
  request(count: number): NodeRequest {
    const granted = Math.min(count, this.spec.max - this.size);
    if (granted <= 0) return { kind: 'refused', reason: 'AtMaximum' };
    if (this.#isOutOfCapacity(this.#engine.now)) return { kind: 'refused', reason: 'OutOfCapacity' };
    return { kind: 'granted', nodes: Array.from({ length: granted }, () => this.#boot()) };
  }

  /** Ends the machine: pods that are still on it are gone with it, whatever their grace or budget. */
  delete(name: string): void {
    if (!this.#names.delete(name)) return;
    for (const pod of [...this.#pods.onNode(name)]) this.#api.delete('Pod', pod.namespace, pod.name);
    this.#api.delete('Node', '', name);
  }

  #isOutOfCapacity(at: Instant): boolean {
    return this.spec.outOfCapacity.some(({ from, until }) => from <= at && at < until);
  }

  #boot(): string {
    const name = this.#create('False');
    const { min, max } = this.spec.boot;
    this.#engine.after(asMillis(this.#boots.between(min, max)), () => {
      if (!this.#names.has(name)) return;
      this.#api.update('Node', '', name, MANAGER, (node) => ({
        ...node,
        status: { ...node.status, conditions: [this.#readiness('True')] },
      }));
    });
    return name;
  }

  #create(ready: Condition['status']): string {
    this.#created += 1;
    const name = `node-${this.#created}`;
    this.#names.add(name);
    this.#api.create(
      'Node',
      {
        apiVersion: 'v1',
        metadata: { name },
        spec: {},
        status: { allocatable: this.spec.allocatable, conditions: [this.#readiness(ready)] },
      },
      { manager: MANAGER },
    );
    return name;
  }

  #readiness(status: Condition['status']): Condition {
    return { type: 'Ready', status, lastTransitionTime: formatInstant(this.#engine.now) };
  }
}
