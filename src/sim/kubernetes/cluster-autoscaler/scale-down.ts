/** Removes nodes that were unneeded for long enough: empty ones many at a time, the others one by one. */
import { type Instant, type Millis, minutes, plus } from '../../../core/model/time.ts';
import type { ApiServer } from '../../api/server.ts';
import type { AutoscalerSpec } from '../../cluster-spec.ts';
import type { Engine } from '../../engine.ts';
import type { DisruptionBudgets } from '../disruption-budgets.ts';
import type { Evictions } from '../eviction.ts';
import type { NodeGroup } from '../node-group.ts';
import type { NodeLedger } from '../node-ledger.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import type { Bin } from './bins.ts';
import { NodeRemovals } from './node-removals.ts';
import { softenTowards } from './taints.ts';
import { UnneededNodes } from './unneeded-nodes.ts';

export interface ScaleDownParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly nodes: NodeLedger;
  readonly group: NodeGroup;
  readonly evictions: Evictions;
  readonly budgets: DisruptionBudgets;
  readonly spec: AutoscalerSpec;
}

/** `--max-scale-down-parallelism`, `--max-drain-parallelism`, `--scale-down-delay-after-failure`. */
const MAX_REMOVALS = 10;
const MAX_DRAINS = 1;
const DELAY_AFTER_FAILURE = minutes(3);

export class ScaleDown {
  readonly #parts: ScaleDownParts;
  readonly #unneeded: UnneededNodes;
  readonly #removals: NodeRemovals;
  #failedAt: Instant | undefined;

  constructor(parts: ScaleDownParts) {
    this.#parts = parts;
    this.#unneeded = new UnneededNodes(parts);
    const onGivenUp = (nodeName: string): void => {
      this.#failedAt = parts.engine.now;
      this.#unneeded.exclude(nodeName, parts.engine.now);
    };
    this.#removals = new NodeRemovals({ ...parts, onGivenUp });
  }

  isRemoving(nodeName: string): boolean {
    return this.#removals.has(nodeName);
  }

  hasRecheckDue(now: Instant): boolean {
    return this.#unneeded.hasRecheckDue(now);
  }

  /** Looks anew at which nodes are unneeded; the bins hold what pends already. */
  review(bins: readonly Bin[], now: Instant): void {
    const { group } = this.#parts;
    const candidates = bins.filter(({ name, state }) => state !== 'upcoming' && group.has(name));
    const destinations = bins.filter(({ state }) => state === 'open');
    this.#unneeded.update(candidates, destinations, now);
  }

  removeRipe(now: Instant, scaledUpAt: Instant | undefined): void {
    const { api, nodes, spec } = this.#parts;
    if (isWithin(scaledUpAt, spec.scaleDownDelayAfterAdd, now)) return;
    if (isWithin(this.#failedAt, DELAY_AFTER_FAILURE, now)) return;
    const begun = this.#beginRemovals(this.#unneeded.ripe(now));
    if (begun === 0) softenTowards(api, nodes, this.#unneeded.names);
  }

  #beginRemovals(ripe: readonly string[]): number {
    const { group } = this.#parts;
    const aboveMinimum = Math.max(0, group.size - this.#removals.size - group.min);
    const allowed = Math.min(aboveMinimum, MAX_REMOVALS - this.#removals.size);
    const empty = ripe.filter((name) => this.#isEmpty(name)).slice(0, allowed);
    const drains = Math.min(allowed - empty.length, MAX_DRAINS - this.#removals.draining);
    const full = ripe.filter((name) => !this.#isEmpty(name)).slice(0, Math.max(0, drains));
    for (const name of empty) this.#begin(name, false);
    for (const name of full) this.#begin(name, true);
    return empty.length + full.length;
  }

  #begin(name: string, drains: boolean): void {
    this.#unneeded.forget(name);
    this.#removals.begin(name, drains);
  }

  #isEmpty(name: string): boolean {
    return [...this.#parts.pods.onNode(name)].every(({ terminating }) => terminating);
  }
}

const isWithin = (since: Instant | undefined, length: Millis, now: Instant): boolean =>
  since !== undefined && plus(since, length) > now;
