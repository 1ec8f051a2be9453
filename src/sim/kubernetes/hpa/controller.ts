/**
 * The HorizontalPodAutoscaler controller: a few workers, a queue in which every HPA comes due a sync period after it
 * was last worked on, and a client that may send only so many requests a second.
 */
import { asMillis, type Millis } from '../../../core/model/time.ts';
import type { HorizontalPodAutoscaler } from '../../api/objects.ts';
import type { ApiServer } from '../../api/server.ts';
import type { ControllerManagerSpec } from '../../cluster-spec.ts';
import type { Engine } from '../../engine.ts';
import type { Random } from '../../random.ts';
import { ClientLimits } from '../client-limits.ts';
import type { MetricsReader } from '../metrics-server.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import { type Autoscaler, HpaSync } from './sync.ts';

interface HpaParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly metrics: MetricsReader;
  readonly random: Random;
  readonly spec: ControllerManagerSpec;
}

/** `--concurrent-horizontal-pod-autoscaler-syncs`. */
const WORKERS = 5;

/** Requests take their time, so syncs come a little more than a period apart: one that is 20 syncs old is outside of
 * a window of 20 periods. */
const SYNC_WORK = asMillis(10);

export class HpaController {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #random: Random;
  readonly #period: Millis;
  readonly #limits: ClientLimits;
  readonly #sync: HpaSync;
  /** Every HPA that waits for its next sync, is due, or is worked on. */
  readonly #queued = new Map<string, Autoscaler>();
  readonly #due: Autoscaler[] = [];
  #idleWorkers = WORKERS;

  constructor(parts: HpaParts) {
    this.#engine = parts.engine;
    this.#api = parts.api;
    this.#random = parts.random;
    this.#period = parts.spec.hpaSyncPeriod;
    this.#limits = new ClientLimits(parts.spec.qps, parts.spec.burst);
    this.#sync = new HpaSync(parts);
    for (const hpa of parts.api.list('HorizontalPodAutoscaler')) this.#admit(hpa);
    parts.api.watch('HorizontalPodAutoscaler', ({ type, object }) => {
      if (type === 'ADDED') this.#admit(object);
    });
  }

  /** A change of an HPA that is queued does not bring its sync forward. */
  #admit({ metadata: { namespace = '', name } }: HorizontalPodAutoscaler): void {
    const key = `${namespace}/${name}`;
    if (this.#queued.has(key)) return;
    const autoscaler = { namespace, name, memory: undefined };
    this.#queued.set(key, autoscaler);
    const phase = this.#random.fork(`sync-phase/${key}`).between(0, this.#period);
    this.#comeDue(autoscaler, asMillis(phase));
  }

  #comeDue(autoscaler: Autoscaler, delay: Millis): void {
    this.#engine.after(delay, () => {
      this.#due.push(autoscaler);
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#idleWorkers > 0) {
      const autoscaler = this.#due.shift();
      if (autoscaler === undefined) return;
      this.#idleWorkers -= 1;
      this.#request(() => this.#observe(autoscaler));
    }
  }

  #observe(autoscaler: Autoscaler): void {
    const rescale = this.#sync.observe(autoscaler);
    if (rescale === undefined) this.#finish(autoscaler);
    else
      this.#request(() => {
        rescale();
        this.#finish(autoscaler);
      });
  }

  #finish(autoscaler: Autoscaler): void {
    this.#engine.after(SYNC_WORK, () => {
      this.#idleWorkers += 1;
      const { namespace, name } = autoscaler;
      if (this.#api.find('HorizontalPodAutoscaler', namespace, name) === undefined)
        this.#queued.delete(`${namespace}/${name}`);
      else this.#comeDue(autoscaler, this.#period);
      this.#dispatch();
    });
  }

  /** Runs `send` when the client may send one more request. */
  #request(send: () => void): void {
    const { now } = this.#engine;
    const at = this.#limits.reserve(now, 1);
    if (at <= now) send();
    else this.#engine.at(at, send);
  }
}
