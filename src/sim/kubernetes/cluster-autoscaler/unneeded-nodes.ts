/**
 * Which nodes the cluster could do without, and since when. A node is unneeded when little of it is asked for and, by
 * simulation, all its pods fit on nodes that stay, within the PodDisruptionBudgets.
 */
import { type Instant, minutes, plus } from '../../../core/model/time.ts';
import type { AutoscalerSpec } from '../../cluster-spec.ts';
import type { DisruptionBudgets } from '../disruption-budgets.ts';
import { differenceOf, requestsOf, utilizationOf } from '../resources.ts';
import type { PodView, WorkloadPods } from '../workload-pods.ts';
import { type Bin, move } from './bins.ts';
import { RemainingBudgets } from './remaining-budgets.ts';

export interface UnneededNodesParts {
  readonly pods: WorkloadPods;
  readonly budgets: DisruptionBudgets;
  readonly spec: AutoscalerSpec;
}

/** `--unremovable-node-recheck-timeout`: a node whose pods found no place is not looked at for so long. */
const RECHECK_AFTER = minutes(5);

export class UnneededNodes {
  readonly #parts: UnneededNodesParts;
  #since = new Map<string, Instant>();
  readonly #unremovableUntil = new Map<string, Instant>();

  constructor(parts: UnneededNodesParts) {
    this.#parts = parts;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.#since.keys());
  }

  /** Some node that was found unremovable is due to be looked at again. */
  hasRecheckDue(now: Instant): boolean {
    for (const until of this.#unremovableUntil.values()) if (until <= now) return true;
    return false;
  }

  /** Unneeded for the configured time. */
  ripe(now: Instant): string[] {
    return [...this.#since]
      .filter(([, since]) => plus(since, this.#parts.spec.scaleDownUnneededTime) <= now)
      .map(([name]) => name);
  }

  forget(name: string): void {
    this.#since.delete(name);
  }

  exclude(name: string, now: Instant): void {
    this.#unremovableUntil.set(name, plus(now, RECHECK_AFTER));
    this.forget(name);
  }

  /** `candidates`: bins of Ready nodes that nobody removes yet; `destinations`: those of them that take pods. */
  update(candidates: readonly Bin[], destinations: readonly Bin[], now: Instant): void {
    this.#forgetExpired(candidates, now);
    const remaining = new RemainingBudgets(this.#parts.budgets);
    const staying = new Set(destinations);
    const since = new Map<string, Instant>();
    // Before any pod is moved: what a node would take in does not make it used.
    const underused = candidates.filter((bin) => this.#isUnderused(bin));
    for (const bin of this.#inOrder(underused)) {
      if (this.#unremovableUntil.has(bin.name)) continue;
      if (this.#removes(bin, staying, remaining)) since.set(bin.name, this.#since.get(bin.name) ?? now);
      else this.#unremovableUntil.set(bin.name, plus(now, RECHECK_AFTER));
    }
    this.#since = since;
  }

  #forgetExpired(candidates: readonly Bin[], now: Instant): void {
    const names = new Set(candidates.map(({ name }) => name));
    for (const [name, until] of this.#unremovableUntil)
      if (until <= now || !names.has(name)) this.#unremovableUntil.delete(name);
  }

  /** Empty nodes first, then those that were unneeded before: the set stays stable. */
  #inOrder(candidates: readonly Bin[]): Bin[] {
    const rankOf = ({ name }: Bin): number =>
      this.#leaving(name).length === 0 ? 0 : this.#since.has(name) ? 1 : 2;
    return candidates
      .map((bin) => ({ bin, rank: rankOf(bin) }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ bin }) => bin);
  }

  #isUnderused({ allocatable, room }: Bin): boolean {
    const used = utilizationOf(differenceOf(allocatable, room), allocatable);
    return used < this.#parts.spec.scaleDownUtilizationThreshold;
  }

  #removes(bin: Bin, staying: Set<Bin>, remaining: RemainingBudgets): boolean {
    const pods = this.#leaving(bin.name);
    if (!remaining.allow(pods)) return false;
    const wasDestination = staying.delete(bin);
    const requests = [...pods.map(({ object }) => requestsOf(object.spec)), ...bin.guests];
    const fitsElsewhere = move(requests, [...staying]);
    if (fitsElsewhere) remaining.spend(pods);
    else if (wasDestination) staying.add(bin);
    return fitsElsewhere;
  }

  #leaving(nodeName: string): PodView[] {
    return [...this.#parts.pods.onNode(nodeName)].filter(({ terminating }) => !terminating);
  }
}
