/** The embedded cluster: the API server and the controllers of Kubernetes that matter to a push, on a virtual clock. */
import type { Instant } from '../core/model/time.ts';
import { ApiServer } from './api/server.ts';
import type { ClusterSpec, WorkloadSpec } from './cluster-spec.ts';
import { deploy } from './deploy.ts';
import type { Engine } from './engine.ts';
import { ClusterAutoscaler } from './kubernetes/cluster-autoscaler/autoscaler.ts';
import { DeploymentController } from './kubernetes/deployment-controller.ts';
import { DisruptionBudgets } from './kubernetes/disruption-budgets.ts';
import { Evictions } from './kubernetes/eviction.ts';
import { HpaController } from './kubernetes/hpa/controller.ts';
import { Kubelet } from './kubernetes/kubelet.ts';
import { MetricsServer } from './kubernetes/metrics-server.ts';
import { NodeGroup } from './kubernetes/node-group.ts';
import { NodeLedger } from './kubernetes/node-ledger.ts';
import { Scheduler } from './kubernetes/scheduler.ts';
import { WorkloadPods } from './kubernetes/workload-pods.ts';
import type { Random } from './random.ts';
import { TrafficMeter } from './traffic/meter.ts';

/** What is looked at of a cluster, be it embedded or the copy of another one. */
export interface ClusterView {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
}

export interface Cluster extends ClusterView {
  readonly evictions: Evictions;
}

export { deploy, OWNER } from './deploy.ts';

export function buildCluster(spec: ClusterSpec, engine: Engine, random: Random): Cluster {
  const unserved = spec.autoscaler.capacityBufferApi ? [] : (['CapacityBuffer'] as const);
  const api = new ApiServer(engine, { unserved });
  const pods = new WorkloadPods(api);
  const nodes = new NodeLedger({ api });
  const shared = { engine, api, pods, nodes };
  const workloads = new Map(spec.workloads.map((workload) => [keyOfWorkload(workload), workload]));
  const readUsage = usageReader(spec.workloads, engine, pods);
  const budgets = new DisruptionBudgets(shared);
  const evictions = new Evictions({ ...shared, budgets });
  const metrics = new MetricsServer({
    ...shared,
    random: random.fork('metrics'),
    spec: spec.metrics,
    readUsage,
  });
  for (const { from, until } of spec.metrics.outages ?? []) metrics.failBetween(from, until);
  new Kubelet({ ...shared, random: random.fork('kubelet'), findWorkload: (key) => workloads.get(key) });
  new Scheduler({ ...shared, random: random.fork('scheduler') });
  new DeploymentController({ ...shared, random: random.fork('deployments'), spec: spec.controllerManager });
  new HpaController({ ...shared, metrics, random: random.fork('hpa'), spec: spec.controllerManager });
  const group = new NodeGroup({ ...shared, random: random.fork('nodes'), spec: spec.nodeGroup });
  new ClusterAutoscaler({
    ...shared,
    group,
    evictions,
    budgets,
    random: random.fork('autoscaler'),
    spec: spec.autoscaler,
  });
  for (const workload of spec.workloads) deploy(workload, api);
  return { engine, api, pods, evictions };
}

export const keyOfWorkload = ({ namespace, name }: Pick<WorkloadSpec, 'namespace' | 'name'>): string =>
  `${namespace}/${name}`;

function usageReader(workloads: readonly WorkloadSpec[], engine: Engine, pods: WorkloadPods) {
  const meters = new Map(
    workloads.map((workload) => [keyOfWorkload(workload), new TrafficMeter({ engine, pods, workload })]),
  );
  return (workload: string, at: Instant) => meters.get(workload)?.usage(at);
}
