/** Behaviours' worlds on one real cluster: a namespace each, metrics that follow what they offer. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlane, startControlPlane } from '../support/control-plane.ts';
import { aNodePool } from '../support/machine-types.ts';
import { type MetricsApi, serveMetrics } from '../support/metrics-api.ts';
import { startProvisioner } from '../support/provisioner.ts';
import { exactly } from '../support/stages.ts';
import { waitFor } from '../support/wait.ts';
import type { Behaviour, Fact } from './behaviour.ts';
import { settle } from './settling.ts';
import { gaugesOf } from './shared-load.ts';
import { Wire } from './wire.ts';
import { STANDING_NODES, templateOf } from './workload-objects.ts';
import { NODE_BOOT_SECONDS, POD_START_SECONDS, type Workload, type World } from './world.ts';

const AT_ONCE = 20;

export class RealCluster {
  readonly #plane: ControlPlane;
  readonly #metrics: MetricsApi;
  /** By namespace and workload. */
  readonly #loads: Map<string, number>;

  private constructor(plane: ControlPlane, metrics: MetricsApi, loads: Map<string, number>) {
    this.#plane = plane;
    this.#metrics = metrics;
    this.#loads = loads;
  }

  /** @param machineCores what Karpenter may buy */
  static async start(machineCores: number): Promise<RealCluster> {
    const plane = await startControlPlane({
      pace: {
        nodeBoot: exactly(NODE_BOOT_SECONDS * 1_000),
        podReady: exactly(POD_START_SECONDS * 1_000),
      },
    });
    try {
      const loads = new Map<string, number>();
      const metrics = await serveMetrics(plane, gaugesOf(loads));
      await plane.addNodes(STANDING_NODES.count, 'standing', { cpu: String(STANDING_NODES.cores) });
      const machine = { name: 'm', cpuMillis: machineCores * 1_000 + 100, memoryGib: 128, pods: 110 };
      await startProvisioner(plane, { machines: [machine] });
      await plane.kubectl.apply(aNodePool('reality'));
      return new RealCluster(plane, metrics, loads);
    } catch (error) {
      await plane.stop().catch(() => {});
      throw error;
    }
  }

  async observe(behaviour: Behaviour, namespace: string): Promise<readonly Fact[]> {
    const wire = new Wire(readFileSync(this.#plane.kubeconfig, 'utf8'));
    const world = this.#worldOf(namespace, wire);
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    try {
      await world.ask({ method: 'POST', path: '/api/v1/namespaces', body });
      await this.#deploy(world, behaviour.workloads ?? []);
      await settle(world, behaviour);
      return await behaviour.observe(world);
    } finally {
      await world.ask({ method: 'DELETE', path: `/api/v1/namespaces/${namespace}` }).catch(() => {});
      wire.close();
    }
  }

  async stop(): Promise<void> {
    await this.#metrics.stop();
    await this.#plane.stop();
  }

  #worldOf(namespace: string, wire: Wire): World {
    return {
      namespace,
      ask: (call) => wire.ask(call),
      watch: (path, query) => wire.watch(path, query),
      now: () => Date.now() / 1_000,
      pass: (seconds) => sleep(seconds * 1_000),
      offer: (workload, rps) => void this.#loads.set(`${namespace}/${workload}`, rps),
      expireWatches: async () => {
        await this.#plane.expireWatches();
        await waitFor('the API server', () => wire.ask({ method: 'GET', path: '/version' }));
      },
    };
  }

  async #deploy(world: World, workloads: readonly Workload[]): Promise<void> {
    for (let from = 0; from < workloads.length; from += AT_ONCE)
      await Promise.all(workloads.slice(from, from + AT_ONCE).map((workload) => deployOne(world, workload)));
  }
}

async function deployOne(world: World, { name, replicas, hpa, rps = 0 }: Workload): Promise<void> {
  world.offer(name, rps);
  const template = templateOf(name);
  await create(world, '/apis/apps/v1', 'deployments', {
    metadata: { name },
    spec: { replicas, selector: { matchLabels: { app: name } }, template },
  });
  if (hpa === undefined) return;
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  await create(world, '/apis/autoscaling/v2', 'horizontalpodautoscalers', {
    metadata: { name },
    spec: { ...hpa, scaleTargetRef },
  });
}

async function create(world: World, group: string, plural: string, body: object): Promise<void> {
  const path = `${group}/namespaces/${world.namespace}/${plural}`;
  const answer = await world.ask({ method: 'POST', path, body });
  if (answer.code !== 201) throw new Error(`POST ${path}: expected 201, got ${JSON.stringify(answer)}`);
}
