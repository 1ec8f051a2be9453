/**
 * The ReplicaSet controller, one set per Deployment and no ReplicaSet object: creates and deletes pods until there are
 * as many as the Deployment controller asked for, within the request limit of its client.
 */
import type { Deployment } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { ControllerManagerSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { ClientLimits } from './client-limits.ts';
import { EventRecorder } from './event-recorder.ts';
import { createPod } from './pod-creation.ts';
import { deletePod } from './pod-deletion.ts';
import { firstToGo } from './pod-ranking.ts';
import { WorkQueue } from './work-queue.ts';
import type { PodView, WorkloadPods } from './workload-pods.ts';

export interface SetStatus {
  readonly replicas: number;
  readonly readyReplicas: number;
  /** The count that the status speaks about. */
  readonly observed: number;
}

export interface ReplicaSetsParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly random: Random;
  readonly spec: ControllerManagerSpec;
  /** Called with the key when the status of its set was written. */
  readonly onStatus: (key: string) => void;
}

interface ReplicaSet {
  readonly owner: Deployment;
  readonly status: SetStatus | undefined;
}

/** `--concurrent-replicaset-syncs`, and the most pods one sync creates or deletes. */
const WORKERS = 5;
const PODS_PER_SYNC = 500;
const MANAGER = 'replicaset-controller';

export class ReplicaSets {
  readonly #parts: ReplicaSetsParts;
  readonly #random: Random;
  readonly #limits: ClientLimits;
  readonly #events: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #sets = new Map<string, ReplicaSet>();

  constructor(parts: ReplicaSetsParts) {
    const { engine, pods, random, spec } = parts;
    this.#parts = parts;
    this.#random = random.fork('pod-names');
    this.#limits = new ClientLimits(spec.qps, spec.burst);
    this.#events = new EventRecorder({ engine, limits: this.#limits });
    this.#queue = new WorkQueue({ engine, workers: WORKERS, process: (key, done) => this.#sync(key, done) });
    pods.onReadiness((key) => {
      if (this.#sets.has(key)) this.#queue.add(key);
    });
  }

  desiredOf(key: string): number | undefined {
    return this.#sets.get(key)?.owner.spec.replicas;
  }

  statusOf(key: string): SetStatus | undefined {
    return this.#sets.get(key)?.status;
  }

  /** The set takes its count and its template from the Deployment as it is given here. */
  apply(key: string, owner: Deployment): void {
    this.#sets.set(key, { owner, status: this.#sets.get(key)?.status });
    this.#queue.add(key);
  }

  /** The Deployment is gone: so go its pods. */
  remove(key: string): void {
    this.#sets.delete(key);
    for (const { object } of [...this.#parts.pods.ofWorkload(key)]) deletePod(this.#parts, object, MANAGER);
  }

  /** The status written at the end counts the pods as they were at the beginning. */
  #sync(key: string, done: () => void): void {
    const set = this.#sets.get(key);
    if (set === undefined) return done();
    const active = [...this.#parts.pods.ofWorkload(key)].filter(({ terminating }) => !terminating);
    const status: SetStatus = {
      replicas: active.length,
      readyReplicas: active.filter(({ ready }) => ready).length,
      observed: set.owner.spec.replicas,
    };
    const missing = set.owner.spec.replicas - active.length;
    const report = (): void => this.#report(key, status, done);
    if (missing > 0) this.#create(key, Math.min(missing, PODS_PER_SYNC), 1, report);
    else if (missing < 0) this.#shrink(key, active, Math.min(-missing, PODS_PER_SYNC), report);
    else report();
  }

  /** In batches of 1, 2, 4 and so on, each begun when the one before is done. */
  #create(key: string, count: number, batch: number, then: () => void): void {
    const size = Math.min(batch, count);
    const rest = (): void => (count > size ? this.#create(key, count - size, batch * 2, then) : then());
    this.#request(size, (index) => {
      const set = this.#sets.get(key);
      if (set !== undefined) createPod(this.#parts.api, set.owner, this.#random, MANAGER);
      this.#events.record(key);
      if (index === size - 1) rest();
    });
  }

  #shrink(key: string, active: readonly PodView[], count: number, then: () => void): void {
    const going = firstToGo(active, count, this.#parts.engine.now);
    this.#request(going.length, (index) => {
      const pod = going[index];
      if (pod !== undefined) deletePod(this.#parts, pod.object, MANAGER);
      this.#events.record(key);
      if (index === going.length - 1) then();
    });
  }

  #report(key: string, status: SetStatus, done: () => void): void {
    const set = this.#sets.get(key);
    if (set === undefined || sameStatus(set.status, status)) return done();
    this.#request(1, () => {
      const latest = this.#sets.get(key);
      if (latest !== undefined) {
        this.#sets.set(key, { ...latest, status });
        this.#parts.onStatus(key);
      }
      done();
    });
  }

  /** Sends `count` requests at once; each goes out when the client's limit lets it. */
  #request(count: number, send: (index: number) => void): void {
    const { engine } = this.#parts;
    for (let index = 0; index < count; index += 1)
      engine.at(this.#limits.reserve(engine.now, 1), () => send(index));
  }
}

const sameStatus = (a: SetStatus | undefined, b: SetStatus): boolean =>
  a?.replicas === b.replicas && a.readyReplicas === b.readyReplicas && a.observed === b.observed;
