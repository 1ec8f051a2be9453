/** A behaviour's world on the embedded cluster: a cluster for each, behind a socket, whose clock the behaviour moves. */
import { asMillis, seconds } from '../../../src/core/model/time.ts';
import type { ClusterSpec, WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { newsAppScenario } from '../../../src/sim/news-app.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';
import { aDevServer } from '../../support/a-dev-server.ts';
import type { Behaviour, Fact } from './behaviour.ts';
import { settle } from './settling.ts';
import { Wire } from './wire.ts';
import { STANDING_NODES, templateOf } from './workload-objects.ts';
import { NODE_BOOT_SECONDS, POD_START_SECONDS, RPS_PER_POD, type Workload, type World } from './world.ts';

const WINDOW = 10_000;
const MOST_BOUGHT = 20;

/** One draw after the other, by seed. */
export async function observeSimulated(
  behaviour: Behaviour,
  namespace: string,
): Promise<readonly (readonly Fact[])[]> {
  const draws: (readonly Fact[])[] = [];
  for (let seed = 1; seed <= (behaviour.draws ?? 1); seed += 1)
    draws.push(await observeOnce(behaviour, namespace, seed));
  return draws;
}

async function observeOnce(behaviour: Behaviour, namespace: string, seed: number): Promise<readonly Fact[]> {
  const loads = new Map(behaviour.workloads?.map(({ name, rps = 0 }) => [name, rps]));
  const server = await aDevServer({
    scenario: scenarioOf(behaviour, namespace, loads, seed),
    window: WINDOW,
  });
  const wire = new Wire(server.kubeconfig);
  const world: World = {
    namespace,
    ask: (call) => wire.ask(call),
    watch: (path, query) => wire.watch(path, query),
    now: () => server.engine.now / 1_000,
    pass: (length) => server.advance(seconds(length)),
    offer: (workload, rps) => void loads.set(workload, rps),
    expireWatches: () => Promise.resolve(server.history.compact()),
  };
  try {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    await world.ask({ method: 'POST', path: '/api/v1/namespaces', body });
    await settle(world, behaviour);
    return await behaviour.observe(world);
  } finally {
    wire.close();
    await server.close();
  }
}

function scenarioOf(
  { machineCores, workloads = [] }: Behaviour,
  namespace: string,
  loads: ReadonlyMap<string, number>,
  seed: number,
): Scenario {
  const demo = newsAppScenario({ seed, times: 1, metric: 'requests' });
  return {
    ...demo,
    cluster: {
      ...demo.cluster,
      nodeGroup: { ...demo.cluster.nodeGroup, ...nodesOf(machineCores) },
      workloads: workloads.map((workload) => specOf(workload, namespace, loads)),
    },
  };
}

function nodesOf(cores: number | undefined): Partial<ClusterSpec['nodeGroup']> {
  const boot = { min: seconds(NODE_BOOT_SECONDS), max: seconds(NODE_BOOT_SECONDS) };
  const count = cores === undefined ? STANDING_NODES.count : 0;
  const cpu = String(cores ?? STANDING_NODES.cores);
  return {
    allocatable: { cpu, memory: '128Gi', pods: '110' },
    ...{ min: count, initial: count, max: Math.max(count, MOST_BOUGHT), boot },
  };
}

function specOf(workload: Workload, namespace: string, loads: ReadonlyMap<string, number>): WorkloadSpec {
  const { name, replicas, hpa } = workload;
  const start = seconds(POD_START_SECONDS);
  return {
    ...{ namespace, name, replicas, hpa, template: templateOf(name) },
    profile: { rpsPerReplica: RPS_PER_POD, steadyRps: workload.rps ?? 0 },
    podStart: { min: start, max: start },
    podStop: { min: asMillis(100), max: asMillis(100) },
    offeredRps: () => loads.get(name) ?? 0,
  };
}
