/** The workload and node side of the embedded cluster, without HPA and load: nodes that take seven 500m pods. */
import { asMillis, type Instant, plus, seconds } from '../../src/core/model/time.ts';
import { ApiServer } from '../../src/sim/api/server.ts';
import {
  AUTOSCALER_DEFAULTS,
  type AutoscalerSpec,
  CONTROLLER_MANAGER_DEFAULTS,
  type NodeGroupSpec,
  type WorkloadSpec,
} from '../../src/sim/cluster-spec.ts';
import { Engine } from '../../src/sim/engine.ts';
import { ClusterAutoscaler } from '../../src/sim/kubernetes/cluster-autoscaler/autoscaler.ts';
import { DeploymentController } from '../../src/sim/kubernetes/deployment-controller.ts';
import { DisruptionBudgets } from '../../src/sim/kubernetes/disruption-budgets.ts';
import { Evictions } from '../../src/sim/kubernetes/eviction.ts';
import { Kubelet } from '../../src/sim/kubernetes/kubelet.ts';
import { NodeGroup } from '../../src/sim/kubernetes/node-group.ts';
import { NodeLedger } from '../../src/sim/kubernetes/node-ledger.ts';
import { Scheduler } from '../../src/sim/kubernetes/scheduler.ts';
import { WorkloadPods } from '../../src/sim/kubernetes/workload-pods.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { anInstant } from './an-instant.ts';

export const START = anInstant('2026-11-22T18:00:00Z');
export const secondsIn = (count: number): Instant => plus(START, seconds(count));

export type Delays = Pick<WorkloadSpec, 'podStart' | 'podStop'>;
export const between = (min: number, max: number) => ({ min: seconds(min), max: seconds(max) });

const DELAYS: Delays = { podStart: between(20, 40), podStop: between(0, 0) };
export const NODE_GROUP: NodeGroupSpec = {
  allocatable: { cpu: '3920m', memory: '15Gi', pods: '58' },
  min: 1,
  max: 100,
  initial: 2,
  boot: between(60, 120),
  outOfCapacity: [],
};

export interface SimClusterOptions {
  readonly seed?: number;
  readonly delays?: Delays;
  readonly nodeGroup?: Partial<NodeGroupSpec>;
  readonly autoscaler?: Partial<AutoscalerSpec>;
}

/** The parts that hold no controller: objects, indexes, chance and the clock. */
export function bareParts(seed = 7) {
  const engine = new Engine(START);
  const api = new ApiServer(engine);
  const pods = new WorkloadPods(api);
  const nodes = new NodeLedger({ api });
  const budgets = new DisruptionBudgets({ engine, api, pods });
  const evictions = new Evictions({ engine, api, pods, budgets });
  const runTo = (count: number): Promise<void> => engine.runUntil(secondsIn(count));
  return { engine, api, pods, nodes, budgets, evictions, random: seededRandom(seed), runTo };
}

export function aSimCluster({ seed, delays = DELAYS, nodeGroup, autoscaler }: SimClusterOptions = {}) {
  const parts = bareParts(seed);
  new Kubelet({ ...parts, findWorkload: () => delays });
  new Scheduler(parts);
  new DeploymentController({ ...parts, spec: CONTROLLER_MANAGER_DEFAULTS });
  const group = new NodeGroup({ ...parts, spec: { ...NODE_GROUP, ...nodeGroup } });
  new ClusterAutoscaler({ ...parts, group, spec: { ...AUTOSCALER_DEFAULTS, ...autoscaler } });
  const readyNodes = (): number => [...parts.nodes.all()].filter(({ ready }) => ready).length;
  return { ...parts, group, readyNodes };
}

/** No delay at all. */
export const AT_ONCE: Delays = {
  podStart: { min: asMillis(0), max: asMillis(0) },
  podStop: { min: asMillis(0), max: asMillis(0) },
};
