/** A Deployment, its HPA and its pods made by hand, with the HPA controller and the metrics pipeline at work on them. */
import type { V2HorizontalPodAutoscalerSpec, V2MetricSpec } from '@kubernetes/client-node';
import {
  asInstant,
  between,
  formatInstant,
  type Instant,
  minutes,
  plus,
  seconds,
  toSeconds,
} from '../../../../src/core/model/time.ts';
import type { JsonObject } from '../../../../src/resources/json.ts';
import type { Condition, HorizontalPodAutoscaler, Pod } from '../../../../src/sim/api/objects.ts';
import { ApiServer } from '../../../../src/sim/api/server.ts';
import {
  CONTROLLER_MANAGER_DEFAULTS,
  type ControllerManagerSpec,
  METRICS_DEFAULTS,
} from '../../../../src/sim/cluster-spec.ts';
import { Engine } from '../../../../src/sim/engine.ts';
import { HpaController } from '../../../../src/sim/kubernetes/hpa/controller.ts';
import { MetricsServer, type ReadUsage } from '../../../../src/sim/kubernetes/metrics-server.ts';
import { WorkloadPods } from '../../../../src/sim/kubernetes/workload-pods.ts';
import { seededRandom } from '../../../../src/sim/random.ts';

export const START = asInstant(Date.UTC(2026, 10, 22, 18));
const OWNER = { manager: 'owner' };
const LONG_AGO = plus(START, minutes(-60));
const CONTAINERS = [{ name: 'app', resources: { requests: { cpu: '500m' } } }];

export const CPU_60: V2MetricSpec[] = [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } },
];
export const RPS_100: V2MetricSpec[] = [
  { type: 'Pods', pods: { metric: { name: 'rps' }, target: { type: 'AverageValue', averageValue: '100' } } },
];

export type HpaSpec = Omit<V2HorizontalPodAutoscalerSpec, 'scaleTargetRef'>;

interface Options {
  readonly readUsage?: ReadUsage;
  readonly seed?: number;
  readonly flags?: Partial<ControllerManagerSpec>;
}

export class SmallCluster {
  readonly engine = new Engine(START);
  readonly api = new ApiServer(this.engine);
  readonly pods = new WorkloadPods(this.api);
  readonly metrics: MetricsServer;

  /** Every `spec.replicas` that was written, with the seconds from the start. */
  readonly steps: { readonly at: number; readonly name: string; readonly replicas: number }[] = [];

  constructor({ readUsage = () => undefined, seed = 7, flags = {} }: Options = {}) {
    const { engine, api, pods } = this;
    const random = seededRandom(seed);
    const spec = { ...CONTROLLER_MANAGER_DEFAULTS, ...flags };
    this.metrics = new MetricsServer({ engine, api, random, spec: METRICS_DEFAULTS, readUsage });
    new HpaController({ engine, api, pods, metrics: this.metrics, random, spec });
    api.watch('Deployment', ({ object, previous }) => {
      const { replicas } = object.spec;
      if (previous !== undefined && previous.spec.replicas !== replicas)
        this.steps.push({ at: this.seconds, name: object.metadata.name, replicas });
    });
  }

  get seconds(): number {
    return toSeconds(between(START, this.engine.now));
  }

  addDeployment(replicas: number, name = 'web'): void {
    const labels = { app: name };
    const template = { metadata: { labels }, spec: { containers: CONTAINERS } };
    const spec = { replicas, selector: { matchLabels: labels }, template };
    this.api.create('Deployment', { apiVersion: 'apps/v1', metadata: { name }, spec }, OWNER);
  }

  addHpa(spec: HpaSpec, name = 'web'): void {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
    const draft = { apiVersion: 'autoscaling/v2', metadata: { name }, spec: { ...spec, scaleTargetRef } };
    this.api.create('HorizontalPodAutoscaler', draft, OWNER);
  }

  /** Pods `web-from` to `web-(until - 1)`, ready for an hour if nothing else is said. */
  addPods(from: number, until: number, readyAt: Instant | 'pending' = LONG_AGO): void {
    const status = readyAt === 'pending' ? PENDING : statusOf(readyAt);
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'web', controller: true };
    for (let index = from; index < until; index += 1) {
      const metadata = { name: `web-${index}`, ownerReferences: [owner] };
      this.api.create('Pod', { apiVersion: 'v1', metadata, spec: { containers: CONTAINERS }, status }, OWNER);
    }
  }

  /** The owner writes. */
  patch(kind: 'HorizontalPodAutoscaler' | 'Deployment', spec: JsonObject, name = 'web'): void {
    this.api.patch(kind, 'default', name, { spec }, OWNER);
  }

  get replicas(): number {
    return this.api.get('Deployment', 'default', 'web').spec.replicas;
  }

  get hpa(): HorizontalPodAutoscaler {
    return this.api.get('HorizontalPodAutoscaler', 'default', 'web');
  }

  condition(type: string): Condition | undefined {
    return this.hpa.status?.conditions?.find((condition) => condition.type === type);
  }

  async run(forSeconds: number): Promise<void> {
    await this.engine.runUntil(plus(this.engine.now, seconds(forSeconds)));
  }
}

const PENDING: Pod['status'] = { phase: 'Pending', conditions: [] };

const statusOf = (readyAt: Instant): Pod['status'] => ({
  phase: 'Running',
  startTime: formatInstant(plus(readyAt, seconds(-30))),
  conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: formatInstant(readyAt) }],
});
