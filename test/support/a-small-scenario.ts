/** A push on two pods of ten requests a second each: five minutes, a push after one, ten pods serve its peak. */
import type { ArrivalCurve, Surge } from '../../src/core/model/surge.ts';
import { type Instant, minutes, plus, seconds } from '../../src/core/model/time.ts';
import {
  AUTOSCALER_DEFAULTS,
  type ClusterSpec,
  CONTROLLER_MANAGER_DEFAULTS,
  METRICS_DEFAULTS,
  type WorkloadSpec,
} from '../../src/sim/cluster-spec.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { buildPushCurve } from '../../src/sim/traffic/load-curve.ts';
import { aSurge } from './a-surge.ts';
import { DEFAULTS } from './a-world.ts';
import { NOON } from './an-api.ts';

export const PUSH = plus(NOON, minutes(1));
export const OVER = plus(NOON, minutes(3));

/** There at once, gone when it is over. */
export const CROWD: ArrivalCurve = {
  kind: 'points',
  points: [
    { offset: seconds(0), share: 0 },
    { offset: seconds(5), share: 1 },
    { offset: seconds(60), share: 1 },
    { offset: seconds(90), share: 0 },
  ],
};

const SIZE = { cpu: '500m', memory: '256Mi' };
export const aWorkload = (over: Partial<WorkloadSpec> = {}): WorkloadSpec => ({
  namespace: 'news',
  name: 'app',
  replicas: 2,
  template: { spec: { containers: [{ name: 'app', resources: { requests: SIZE, limits: SIZE } }] } },
  hpa: {
    minReplicas: 2,
    maxReplicas: 20,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      },
    ],
  },
  profile: { rpsPerReplica: 10 },
  podStart: { min: seconds(5), max: seconds(10) },
  podStop: { min: seconds(0), max: seconds(0) },
  offeredRps: buildPushCurve(10, [{ at: PUSH, peakRps: 100, curve: CROWD }]).rpsAt,
  ...over,
});

/** Two nodes that take fourteen pods, room for more of them. */
export const aClusterSpec = (over: Partial<ClusterSpec> = {}): ClusterSpec => ({
  controllerManager: CONTROLLER_MANAGER_DEFAULTS,
  metrics: METRICS_DEFAULTS,
  autoscaler: AUTOSCALER_DEFAULTS,
  nodeGroup: {
    allocatable: { cpu: '3920m', memory: '15Gi', pods: '58' },
    min: 2,
    max: 10,
    initial: 2,
    boot: { min: seconds(30), max: seconds(60) },
    outOfCapacity: [],
  },
  workloads: [aWorkload()],
  ...over,
});

export const aPushSurge = (over: Partial<Surge> = {}): Surge =>
  aSurge({ start: PUSH, end: OVER, lead: seconds(45), demand: { kind: 'replicas', replicas: 10 }, ...over });

export const aPush = (over: Partial<Scenario> = {}): Scenario => ({
  name: 'a small push',
  start: NOON,
  duration: minutes(5),
  cluster: aClusterSpec(),
  surges: [aPushSurge()],
  events: [{ name: 'push', at: PUSH, end: OVER }],
  prescale: DEFAULTS,
  seed: 7,
  ...over,
});

export const steady =
  (rps: number) =>
  (_: Instant): number =>
    rps;
