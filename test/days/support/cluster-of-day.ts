/** The cluster that a day is played on: small, and with the faults of its plan. */
import { minutes, seconds } from '../../../src/core/model/time.ts';
import {
  AUTOSCALER_DEFAULTS,
  type ClusterSpec,
  CONTROLLER_MANAGER_DEFAULTS,
  type WorkloadSpec,
} from '../../../src/sim/cluster-spec.ts';
import { buildPushCurve } from '../../../src/sim/traffic/load-curve.ts';
import type { DayPlan, TargetPlan } from './plan.ts';

export const clusterSpecOf = ({ cluster, targets }: DayPlan): ClusterSpec => ({
  controllerManager: { ...CONTROLLER_MANAGER_DEFAULTS, hpaSyncPeriod: cluster.sync },
  metrics: { scrapePeriod: cluster.sync, outages: cluster.metricsDown },
  autoscaler: {
    ...AUTOSCALER_DEFAULTS,
    scanPeriod: cluster.sync,
    maxNodeProvisionTime: minutes(5),
    capacityBuffers: cluster.buffers === 'on',
    capacityBufferApi: cluster.buffers !== 'missing',
  },
  nodeGroup: {
    allocatable: { cpu: '3920m', memory: '15Gi', pods: '110' },
    min: 1,
    max: cluster.nodes,
    initial: 2,
    boot: { min: seconds(60), max: seconds(120) },
    outOfCapacity: cluster.outOfCapacity,
  },
  workloads: targets.map(workloadOf),
});

function workloadOf(target: TargetPlan): WorkloadSpec {
  const { ref, hpa, replicas, rpsPerReplica, steadyRps, tellsSteadyRps, pushes } = target;
  const size = { cpu: '500m', memory: '256Mi' };
  return {
    namespace: ref.namespace,
    name: ref.name,
    replicas,
    template: {
      metadata: { labels: { app: ref.name } },
      spec: { containers: [{ name: 'app', resources: { requests: size, limits: size } }] },
    },
    hpa,
    profile: tellsSteadyRps ? { rpsPerReplica, steadyRps } : { rpsPerReplica },
    podStart: { min: seconds(10), max: seconds(40) },
    podStop: { min: seconds(0), max: seconds(10) },
    offeredRps: buildPushCurve(steadyRps, pushes).rpsAt,
  };
}
