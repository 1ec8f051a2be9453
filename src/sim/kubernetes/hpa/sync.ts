/** One sync of one HPA against the API server: read the scale, decide, write the scale, write the status. */
import { ApiError } from '../../api/errors.ts';
import type { Deployment, HorizontalPodAutoscaler } from '../../api/objects.ts';
import type { ApiServer } from '../../api/server.ts';
import type { ControllerManagerSpec } from '../../cluster-spec.ts';
import type { Engine } from '../../engine.ts';
import type { MetricsReader } from '../metrics-server.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import { readBehavior, readTolerances } from './behavior.ts';
import { type Finding, GOT_SCALE, noScale, notRescaled, rescaled } from './conditions.ts';
import { type Decision, decideReplicas } from './decide.ts';
import { measureAll } from './measure.ts';
import { firstMemory, type Memory, rememberScale } from './memory.ts';
import { nextStatus, type Outcome } from './status.ts';

const MANAGER = 'kube-controller-manager';

/** An HPA as the controller knows it between syncs. */
export interface Autoscaler {
  readonly namespace: string;
  readonly name: string;
  memory: Memory | undefined;
}

interface SyncParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly metrics: MetricsReader;
  readonly spec: ControllerManagerSpec;
}

export class HpaSync {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #pods: WorkloadPods;
  readonly #metrics: MetricsReader;
  readonly #spec: ControllerManagerSpec;

  constructor({ engine, api, pods, metrics, spec }: SyncParts) {
    this.#engine = engine;
    this.#api = api;
    this.#pods = pods;
    this.#metrics = metrics;
    this.#spec = spec;
  }

  /** Does what one read allows; what is returned is to be run once a write may be sent. */
  observe(autoscaler: Autoscaler): (() => void) | undefined {
    const { namespace, name } = autoscaler;
    const hpa = this.#api.find('HorizontalPodAutoscaler', namespace, name);
    if (hpa === undefined) return undefined;
    const target = this.#targetOf(hpa);
    if (target === undefined) {
      const { kind, name: wanted } = hpa.spec.scaleTargetRef;
      this.#report(autoscaler, undefined, [noScale(`${kind} "${wanted}" not found`)]);
      return undefined;
    }
    const current = target.spec.replicas;
    const decision = this.#decide(autoscaler, hpa, current);
    if (decision.replicas !== undefined && decision.replicas !== current) {
      const { replicas } = decision;
      return () => this.#rescale(autoscaler, hpa, target, decision, replicas);
    }
    const { replicas: desired, metrics, findings } = decision;
    const counts = { current, desired, metrics, rescaled: false };
    this.#report(autoscaler, counts, [GOT_SCALE, ...findings]);
    return undefined;
  }

  #targetOf(hpa: HorizontalPodAutoscaler): Deployment | undefined {
    const { kind, name } = hpa.spec.scaleTargetRef;
    if (kind !== 'Deployment') return undefined;
    return this.#api.find('Deployment', hpa.metadata.namespace ?? '', name);
  }

  #decide(autoscaler: Autoscaler, { spec }: HorizontalPodAutoscaler, current: number): Decision {
    const { now } = this.#engine;
    const memory = autoscaler.memory ?? firstMemory(now, current);
    const decision = decideReplicas({
      now,
      current,
      min: spec.minReplicas ?? 1,
      max: spec.maxReplicas,
      behavior: readBehavior(spec, this.#spec.hpaDownscaleStabilization),
      downWindow: this.#spec.hpaDownscaleStabilization,
      memory,
      measure: () => this.#measure(autoscaler.namespace, spec, current),
    });
    autoscaler.memory = { ...memory, recommendations: decision.recommendations };
    return decision;
  }

  #measure(namespace: string, spec: HorizontalPodAutoscaler['spec'], current: number) {
    return measureAll(spec, {
      metrics: this.#metrics,
      workload: `${namespace}/${spec.scaleTargetRef.name}`,
      podsOf: (workload) => this.#pods.ofWorkload(workload),
      current,
      tolerances: readTolerances(spec, this.#spec.hpaTolerance),
      readiness: {
        now: this.#engine.now,
        initializationPeriod: this.#spec.hpaCpuInitializationPeriod,
        initialReadinessDelay: this.#spec.hpaInitialReadinessDelay,
        window: this.#metrics.window,
      },
    });
  }

  #rescale(
    autoscaler: Autoscaler,
    hpa: HorizontalPodAutoscaler,
    target: Deployment,
    { metrics, findings }: Decision,
    replicas: number,
  ): void {
    const current = target.spec.replicas;
    const refusal = this.#writeScale(target, replicas);
    if (refusal !== undefined) {
      const counts = { current, desired: undefined, metrics, rescaled: false };
      this.#report(autoscaler, counts, [GOT_SCALE, ...findings, notRescaled(refusal)]);
      return;
    }
    const { memory } = autoscaler;
    if (memory !== undefined) {
      const behavior = readBehavior(hpa.spec, this.#spec.hpaDownscaleStabilization);
      const scale = { at: this.#engine.now, from: current, to: replicas };
      autoscaler.memory = { ...memory, events: rememberScale(memory.events, scale, behavior) };
    }
    const counts = { current, desired: replicas, metrics, rescaled: true };
    this.#report(autoscaler, counts, [GOT_SCALE, ...findings, rescaled(replicas)]);
  }

  /** Returns why the API server refused, if it did: the target changed since it was read, or is gone. */
  #writeScale({ metadata }: Deployment, replicas: number): string | undefined {
    const { namespace = '', name, resourceVersion } = metadata;
    try {
      this.#api.scale('Deployment', namespace, name, replicas, { manager: MANAGER, resourceVersion });
      return undefined;
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  }

  #report({ namespace, name }: Autoscaler, counts: Outcome['counts'], findings: readonly Finding[]): void {
    if (this.#api.find('HorizontalPodAutoscaler', namespace, name) === undefined) return;
    const outcome = { at: this.#engine.now, counts, findings };
    this.#api.update('HorizontalPodAutoscaler', namespace, name, MANAGER, (hpa) => {
      const status = nextStatus(hpa.status, outcome);
      return status === hpa.status ? hpa : { ...hpa, status };
    });
  }
}
