/**
 * Load offered to one workload against what its ready pods served. The rate is constant within each second of the
 * clock (its value in the middle); a change of the ready pods splits the second at its exact instant. Nothing is added
 * up before a count changes or somebody reads.
 */
import { parseQuantity } from '../../core/model/quantity.ts';
import { asInstant, type Instant } from '../../core/model/time.ts';
import type { PodTemplate } from '../api/objects.ts';
import type { WorkloadSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { PodUsage } from '../kubernetes/metrics-server.ts';
import type { WorkloadPods } from '../kubernetes/workload-pods.ts';

export interface TrafficMeterParts {
  readonly engine: Engine;
  readonly pods: WorkloadPods;
  readonly workload: Pick<WorkloadSpec, 'namespace' | 'name' | 'profile' | 'offeredRps' | 'template'>;
}

export interface TrafficTotals {
  readonly offeredRequests: number;
  readonly servedRequests: number;
  readonly unservedRequests: number;
  /** Seconds of the clock in which some request was not served. */
  readonly unservedSeconds: number;
  /** Of all pods in existence, pending and terminating ones too. */
  readonly podSeconds: number;
  readonly readyPodSeconds: number;
  readonly maxReadyReplicas: number;
}

type Totals = { -readonly [Key in keyof TrafficTotals]: number };

const SECOND = 1_000;

export class TrafficMeter {
  readonly #engine: Engine;
  readonly #pods: WorkloadPods;
  readonly #workload: TrafficMeterParts['workload'];
  readonly #key: string;
  readonly #totals: Totals = {
    offeredRequests: 0,
    servedRequests: 0,
    unservedRequests: 0,
    unservedSeconds: 0,
    podSeconds: 0,
    readyPodSeconds: 0,
    maxReadyReplicas: 0,
  };
  #asOf: Instant;
  #ready = 0;
  #there = 0;
  /** The last second of the clock that counts in `unservedSeconds`. */
  #lastLossy = Number.NEGATIVE_INFINITY;

  constructor({ engine, pods, workload }: TrafficMeterParts) {
    this.#engine = engine;
    this.#pods = pods;
    this.#workload = workload;
    this.#key = `${workload.namespace}/${workload.name}`;
    this.#asOf = engine.now;
    this.#recount();
    pods.onReadiness((key) => {
      if (key !== this.#key) return;
      this.#advance();
      this.#recount();
    });
  }

  /** From the construction of the meter until now. */
  totals(): TrafficTotals {
    this.#advance();
    return { ...this.#totals };
  }

  /** What each ready pod does at `at`; undefined when there is none. */
  usage(at: Instant): PodUsage | undefined {
    const { offeredRps, profile, template } = this.#workload;
    if (this.#ready === 0) return undefined;
    const rps = offeredRps(at) / this.#ready;
    return { rps, cpuCores: cpuCoresFor(rps / profile.rpsPerReplica, template.spec.containers[0]) };
  }

  #recount(): void {
    this.#ready = this.#pods.readyCountOf(this.#key);
    this.#there = this.#pods.countOf(this.#key);
    this.#totals.maxReadyReplicas = Math.max(this.#totals.maxReadyReplicas, this.#ready);
  }

  #advance(): void {
    const until = this.#engine.now;
    const length = (until - this.#asOf) / SECOND;
    this.#totals.podSeconds += this.#there * length;
    this.#totals.readyPodSeconds += this.#ready * length;
    const capacity = this.#ready * this.#workload.profile.rpsPerReplica;
    for (let from: number = this.#asOf; from < until; ) {
      const second = Math.floor(from / SECOND);
      const to = Math.min((second + 1) * SECOND, until);
      this.#serve(second, (to - from) / SECOND, capacity);
      from = to;
    }
    this.#asOf = until;
  }

  #serve(second: number, length: number, capacity: number): void {
    const totals = this.#totals;
    const rate = this.#workload.offeredRps(asInstant((second + 0.5) * SECOND));
    totals.offeredRequests += rate * length;
    if (rate <= capacity) {
      totals.servedRequests += rate * length;
      return;
    }
    totals.servedRequests += capacity * length;
    totals.unservedRequests += (rate - capacity) * length;
    if (second !== this.#lastLossy) totals.unservedSeconds += 1;
    this.#lastLossy = second;
  }
}

/** `load` as a share of what a pod serves. A limit holds the use back; without one it grows with the load, from the request at full capacity. */
export function cpuCoresFor(
  load: number,
  container: PodTemplate['spec']['containers'][number] | undefined,
): number {
  const { limits, requests } = container?.resources ?? {};
  if (limits?.cpu !== undefined) return Math.min(load, 1) * (parseQuantity(limits.cpu) ?? 0);
  return load * (parseQuantity(requests?.cpu ?? '0') ?? 0);
}
