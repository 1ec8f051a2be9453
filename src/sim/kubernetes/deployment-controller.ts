/**
 * The Deployment controller: hands a changed count down to the pods of the Deployment and the counted pods up to its
 * status. Both steps wait for its client's request limit; the pods themselves wait for another one (ReplicaSets). There
 * are no rollouts: a changed template shapes new pods only.
 * Build it after WorkloadPods, which must know of a change before this counts pods.
 */
import type { Deployment } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { ControllerManagerSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { ClientLimits } from './client-limits.ts';
import { EventRecorder } from './event-recorder.ts';
import { ReplicaSets } from './replica-sets.ts';
import { WorkQueue } from './work-queue.ts';
import type { WorkloadPods } from './workload-pods.ts';

export interface DeploymentControllerParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly random: Random;
  readonly spec: ControllerManagerSpec;
}

/** `--concurrent-deployment-syncs`. */
const WORKERS = 5;
const MANAGER = 'deployment-controller';

export class DeploymentController {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #limits: ClientLimits;
  readonly #events: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #sets: ReplicaSets;

  constructor(parts: DeploymentControllerParts) {
    const { engine, api, spec } = parts;
    this.#engine = engine;
    this.#api = api;
    this.#limits = new ClientLimits(spec.qps, spec.burst);
    this.#events = new EventRecorder({ engine, limits: this.#limits });
    this.#queue = new WorkQueue({ engine, workers: WORKERS, process: (key, done) => this.#sync(key, done) });
    this.#sets = new ReplicaSets({ ...parts, onStatus: (key) => this.#queue.add(key) });
    for (const deployment of api.list('Deployment')) this.#queue.add(keyOf(deployment));
    api.watch('Deployment', ({ type, object, previous }) => {
      if (type === 'DELETED' || previous?.metadata.generation !== object.metadata.generation)
        this.#queue.add(keyOf(object));
    });
  }

  #sync(key: string, done: () => void): void {
    const deployment = this.#find(key);
    if (deployment === undefined) {
      this.#sets.remove(key);
      done();
    } else if (this.#sets.desiredOf(key) === deployment.spec.replicas) {
      this.#report(key, deployment, done);
    } else {
      this.#request(() => {
        this.#sets.apply(key, deployment);
        this.#events.record(key);
        this.#report(key, deployment, done);
      });
    }
  }

  #report(key: string, { metadata, status: before }: Deployment, done: () => void): void {
    const { replicas = 0, readyReplicas = 0 } = this.#sets.statusOf(key) ?? {};
    // There are no rollouts: every pod is up to date, and available once it is ready.
    const status = {
      observedGeneration: metadata.generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas,
      availableReplicas: readyReplicas,
    };
    const isSame =
      before?.observedGeneration === status.observedGeneration &&
      before.replicas === status.replicas &&
      before.readyReplicas === status.readyReplicas;
    if (isSame) return done();
    this.#request(() => {
      if (this.#find(key) !== undefined)
        this.#api.update('Deployment', metadata.namespace ?? '', metadata.name, MANAGER, (current) => ({
          ...current,
          status,
        }));
      done();
    });
  }

  #request(send: () => void): void {
    this.#engine.at(this.#limits.reserve(this.#engine.now, 1), send);
  }

  #find(key: string): Deployment | undefined {
    const slash = key.indexOf('/');
    return this.#api.find('Deployment', key.slice(0, slash), key.slice(slash + 1));
  }
}

const keyOf = ({ metadata: { namespace = '', name } }: Deployment): string => `${namespace}/${name}`;
