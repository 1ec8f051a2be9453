/** The three ways to meet the same load, as what each changes in the cluster. */
import type { ClusterSpec, WorkloadSpec } from '../cluster-spec.ts';
import type { StrategyName } from '../comparison.ts';
import type { Scenario } from '../scenario.ts';
import { countFitting } from './fit.ts';
import { peakRps } from './need.ts';

export const STRATEGIES: readonly StrategyName[] = ['reactive', 'forescale', 'peak'];

export function clusterFor(strategy: StrategyName, scenario: Scenario): ClusterSpec {
  return strategy === 'peak' ? provisionedForPeak(scenario) : scenario.cluster;
}

/** Every workload stands ready for its highest load, with the headroom that Forescale would keep, all the time. */
function provisionedForPeak(scenario: Scenario): ClusterSpec {
  const workloads = scenario.cluster.workloads.map((workload) =>
    withFloor(workload, peakReplicas(workload, scenario)),
  );
  const { nodeGroup } = scenario.cluster;
  const nodes = workloads.reduce(
    (sum, workload) =>
      sum + Math.ceil(workload.replicas / countFitting(workload.template, nodeGroup.allocatable)),
    0,
  );
  const initial = Math.min(nodeGroup.max, Math.max(nodeGroup.initial, nodes));
  return { ...scenario.cluster, workloads, nodeGroup: { ...nodeGroup, initial } };
}

function peakReplicas(workload: WorkloadSpec, { start, duration, prescale }: Scenario): number {
  const peak = peakRps(workload.offeredRps, start, duration);
  return Math.ceil((peak * (1 + prescale.headroom)) / workload.profile.rpsPerReplica - 1e-9);
}

function withFloor(workload: WorkloadSpec, wanted: number): WorkloadSpec {
  const replicas = Math.max(workload.replicas, wanted);
  const { hpa } = workload;
  if (hpa === undefined) return { ...workload, replicas };
  const bounds = {
    minReplicas: Math.max(hpa.minReplicas ?? 1, replicas),
    maxReplicas: Math.max(hpa.maxReplicas, replicas),
  };
  return { ...workload, replicas, hpa: { ...hpa, ...bounds } };
}
