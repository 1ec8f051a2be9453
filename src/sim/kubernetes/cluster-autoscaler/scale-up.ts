/** Asks the group for nodes when pending pods, and room that buffers want kept free, fit nowhere. */
import { between, type Instant, type Millis, parseInstant } from '../../../core/model/time.ts';
import type { ApiServer } from '../../api/server.ts';
import type { AutoscalerSpec } from '../../cluster-spec.ts';
import type { Engine } from '../../engine.ts';
import type { NodeGroup } from '../node-group.ts';
import type { NodeAccount, NodeLedger } from '../node-ledger.ts';
import { allocatableOf } from '../resources.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import { Backoff } from './backoff.ts';
import { type Bin, countNodesFor, fill } from './bins.ts';
import { CapacityBuffers } from './capacity-buffers.ts';
import { areAllNew, pendingDemands } from './pending-pods.ts';

export interface ScaleUpParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly nodes: NodeLedger;
  readonly group: NodeGroup;
  readonly spec: AutoscalerSpec;
}

/**
 * `fits`: all pods have room, some of it coming; `tooNew`: more pods are probably coming; `backingOff`: the group may
 * not be asked yet; `noOption`: more nodes would not help or may not be; `failed`: asked in vain.
 */
export type ScaleUpOutcome = 'fits' | 'tooNew' | 'backingOff' | 'noOption' | 'asked' | 'failed';

export class ScaleUp {
  readonly #parts: ScaleUpParts;
  readonly #buffers: CapacityBuffers;
  readonly #backoff: Backoff;
  #askedAt: Instant | undefined;
  #isAwaiting = false;

  constructor(parts: ScaleUpParts) {
    this.#parts = parts;
    this.#buffers = new CapacityBuffers(parts);
    this.#backoff = new Backoff(parts.spec);
  }

  /** When nodes were last asked for and granted. */
  get askedAt(): Instant | undefined {
    return this.#askedAt;
  }

  /** Gives back nodes that did not become Ready in time. A request all of whose nodes came ends the back-off. */
  settle(now: Instant): void {
    const { nodes, group, spec } = this.#parts;
    const booting = [...nodes.all()].filter(({ name, ready }) => !ready && group.has(name));
    for (const account of booting) {
      if (ageOf(account, now) < spec.maxNodeProvisionTime) continue;
      group.delete(account.name);
      this.#backoff.fail(now);
      this.#isAwaiting = false;
    }
    if (booting.length > 0 || !this.#isAwaiting) return;
    this.#isAwaiting = false;
    this.#backoff.succeed();
  }

  /** Fills the bins with what pends, and asks for nodes for the rest. */
  attempt(bins: readonly Bin[], now: Instant): ScaleUpOutcome {
    const { pods, group, spec } = this.#parts;
    const demands = [
      ...pendingDemands(pods),
      ...(spec.capacityBuffers && spec.capacityBufferApi ? this.#buffers.collect() : []),
    ];
    const left = fill(
      bins.filter(({ state }) => state !== 'closed'),
      demands,
    );
    if (left.length === 0) return 'fits';
    if (areAllNew(left, now)) return 'tooNew';
    if (this.#backoff.blocks(now)) return 'backingOff';
    const count = countNodesFor(left, allocatableOf(group.spec.allocatable), group.spec.max - group.size);
    return count === 0 ? 'noOption' : this.#ask(count, now);
  }

  #ask(count: number, now: Instant): ScaleUpOutcome {
    const answer = this.#parts.group.request(count);
    if (answer.kind === 'refused') {
      this.#backoff.fail(now);
      return 'failed';
    }
    this.#askedAt = now;
    this.#isAwaiting = true;
    return 'asked';
  }
}

function ageOf({ node }: NodeAccount, now: Instant): Millis {
  return between(parseInstant(node.metadata.creationTimestamp) ?? now, now);
}
