/**
 * The demo: a news app of ten pods at 1,000 requests a second sends a push; within ten seconds `times` the load
 * arrives and decays with a time constant of five minutes. Every figure is that of a run on real parts.
 */
import type { V2MetricSpec } from '@kubernetes/client-node';
import type { ArrivalCurve, Surge } from '../core/model/surge.ts';
import type { TargetRef } from '../core/model/target.ts';
import { asMillis, type Instant, minutes, parseInstant, plus, seconds } from '../core/model/time.ts';
import { parsePrescaleConfig } from '../core/prescale/config.ts';
import { areaOf } from '../core/prescale/curve.ts';
import type { WorkloadSpec } from './cluster-spec.ts';
import { AUTOSCALER_DEFAULTS, CONTROLLER_MANAGER_DEFAULTS, METRICS_DEFAULTS } from './cluster-spec.ts';
import type { Scenario } from './scenario.ts';
import { buildPushCurve } from './traffic/load-curve.ts';

export interface NewsAppOptions {
  readonly seed: number;
  /** The push's peak as a multiple of the steady load. */
  readonly times: number;
  /** What the HPA's metric sees: CPU saturates at the limit, requests do not. */
  readonly metric: 'cpu' | 'requests';
}

const START = parseInstant('2026-01-01T17:55:00Z') as Instant;
const PUSH_AFTER = minutes(5);
const WATCHED_AFTER = minutes(20);
const STEADY_RPS = 1_000;
const RPS_PER_REPLICA = 500 / 3;
/** The slowest scan, node and pod there are here, the dwell time, and twenty seconds more. */
const LEAD = seconds(10 + 120 + 40 + 10 + 20);
const OPEN_RATE = 0.05;
const REQUESTS_PER_OPEN = 10;
const CROWD: ArrivalCurve = { kind: 'decay', ramp: seconds(10), plateau: asMillis(0), decay: minutes(5) };
const TARGET: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };

export function newsAppScenario({ seed, times, metric }: NewsAppOptions): Scenario {
  const push = plus(START, PUSH_AFTER);
  const load = buildPushCurve(STEADY_RPS, [{ at: push, peakRps: STEADY_RPS * times, curve: CROWD }]);
  return {
    name: `news app: 10 pods, a push of ${times} times within 10 s, HPA on ${metric}`,
    start: START,
    duration: asMillis(PUSH_AFTER + WATCHED_AFTER),
    cluster: {
      controllerManager: CONTROLLER_MANAGER_DEFAULTS,
      metrics: METRICS_DEFAULTS,
      autoscaler: AUTOSCALER_DEFAULTS,
      nodeGroup: {
        allocatable: { cpu: '3920m', memory: '15Gi', pods: '110' },
        min: 2,
        max: 100,
        initial: 2,
        boot: { min: seconds(60), max: seconds(120) },
        outOfCapacity: [],
      },
      workloads: [newsApp(metric, load.rpsAt)],
    },
    surges: [pushSurge(push, STEADY_RPS * (times - 1))],
    events: [{ name: 'push', at: push, end: plus(push, WATCHED_AFTER) }],
    prescale: parsePrescaleConfig({}),
    seed,
  };
}

function newsApp(metric: NewsAppOptions['metric'], offeredRps: WorkloadSpec['offeredRps']): WorkloadSpec {
  return {
    namespace: TARGET.namespace,
    name: TARGET.name,
    replicas: 10,
    template: {
      metadata: { labels: { app: TARGET.name } },
      spec: {
        containers: [
          {
            name: 'app',
            resources: {
              requests: { cpu: '500m', memory: '256Mi' },
              limits: { cpu: '500m', memory: '256Mi' },
            },
          },
        ],
      },
    },
    hpa: { minReplicas: 10, maxReplicas: 400, metrics: [metricSpec(metric)] },
    profile: { rpsPerReplica: RPS_PER_REPLICA, steadyRps: STEADY_RPS },
    podStart: { min: seconds(20), max: seconds(40) },
    podStop: { min: seconds(0), max: seconds(0) },
    offeredRps,
  };
}

/** 60 % of what a pod has, or of what it serves. */
function metricSpec(metric: NewsAppOptions['metric']): V2MetricSpec {
  return metric === 'cpu'
    ? { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } } }
    : {
        type: 'Pods',
        pods: {
          metric: { name: 'requests_per_second' },
          target: { type: 'AverageValue', averageValue: '100' },
        },
      };
}

/** The push as its sender tells of it: so many recipients, of whom so many open. */
function pushSurge(start: Instant, peakRps: number): Surge {
  const requests = peakRps * areaOf(CROWD, WATCHED_AFTER);
  return {
    id: `${TARGET.namespace}/push`,
    targets: [{ ref: TARGET }],
    start,
    end: plus(start, WATCHED_AFTER),
    demand: {
      kind: 'audience',
      recipients: Math.ceil(requests / (OPEN_RATE * REQUESTS_PER_OPEN)),
      openRate: OPEN_RATE,
      requestsPerOpen: REQUESTS_PER_OPEN,
      curve: CROWD,
    },
    ceiling: { kind: 'cap' },
    lead: LEAD,
    cancelled: false,
    status: {},
  };
}
