/** The real parts on which one push is played: control plane, nodes, Karpenter, metrics that follow the load, the workload. */
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { asInstant, type Instant } from '../../../src/core/model/time.ts';
import type { WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { draftWorkload } from '../../../src/sim/deploy.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';
import { cpuCoresFor } from '../../../src/sim/traffic/meter.ts';
import { type ControlPlane, startControlPlane } from '../support/control-plane.ts';
import { aNodePool } from '../support/machine-types.ts';
import { type MetricsApi, serveMetrics } from '../support/metrics-api.ts';
import { aNode } from '../support/nodes.ts';
import { startProvisioner } from '../support/provisioner.ts';
import { waitFor } from '../support/wait.ts';

export interface Stage {
  readonly plane: ControlPlane;
  readonly workload: WorkloadSpec;
  /** From now on this is the load, by the clock on the wall. */
  readonly offer: (rpsAt: (at: Instant) => number) => void;
  readonly strike: () => Promise<void>;
}

/** The same machine for what is there and for what Karpenter buys: 4 cores, of which 3,920m are for pods of ours. */
const MACHINE = { name: 'm', cpuMillis: 4_020, memoryGib: 15, pods: 110 };
const SETTLE_SECONDS = 120;

/** Ready when the workload's first pods are, under the load of the first moment. */
export async function setStage({ cluster }: Scenario): Promise<Stage> {
  const [workload] = cluster.workloads;
  if (workload === undefined) throw new Error('expected a workload in the scenario, got none');
  const { podStart, podStop } = workload;
  const plane = await startControlPlane({
    pace: {
      nodeBoot: delayOf(cluster.nodeGroup.boot),
      podReady: delayOf(podStart),
      podStop: delayOf(podStop),
    },
  });
  let metrics: MetricsApi | undefined;
  const strike = async () => {
    await metrics?.stop();
    await plane.stop();
  };
  try {
    let rpsAt: (at: Instant) => number = () => workload.offeredRps(asInstant(0));
    metrics = await serveMetrics(
      plane,
      gaugesOf(workload, () => rpsAt(asInstant(Date.now()))),
    );
    await addStandingNodes(plane, cluster.nodeGroup.initial);
    await startProvisioner(plane, { machines: [MACHINE] });
    await plane.kubectl.apply(aNodePool('push', { consolidateAfter: '10m' }));
    await plane.kubectl.run('create', 'namespace', workload.namespace);
    await plane.kubectl.apply(manifestsOf(workload));
    await waitForPods(plane, workload);
    return { plane, workload, offer: (next) => (rpsAt = next), strike };
  } catch (error) {
    await strike().catch(() => {});
    throw error;
  }
}

/** The embedded cluster needs no image, a real one does. */
function manifestsOf(workload: WorkloadSpec): readonly object[] {
  const { deployment, budget, autoscaler } = draftWorkload(workload);
  const { template } = deployment.spec;
  const containers = template.spec.containers.map((one) => ({ ...one, image: 'registry.example/app:1' }));
  const spec = { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } };
  return [
    { ...deployment, kind: 'Deployment', spec },
    ...(budget === undefined ? [] : [{ ...budget, kind: 'PodDisruptionBudget' }]),
    ...(autoscaler === undefined ? [] : [{ ...autoscaler, kind: 'HorizontalPodAutoscaler' }]),
  ];
}

const delayOf = ({ min, max }: { readonly min: number; readonly max: number }) => ({
  leastMillis: min,
  mostMillis: max,
});

/** Ready from the start: they stood there before anybody looked. */
async function addStandingNodes({ api }: ControlPlane, count: number): Promise<void> {
  for (let index = 1; index <= count; index += 1) {
    const node = aNode(`standing-${index}`, { cpu: '3920m', memory: '15Gi' });
    const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'it runs' };
    await api.create('/api/v1/nodes', { ...node, status: { ...node.status, conditions: [ready] } });
  }
}

async function waitForPods(
  { api }: ControlPlane,
  { namespace, name, replicas }: WorkloadSpec,
): Promise<void> {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
  const areReady = async () => (await api.get<V1Deployment>(path)).status?.readyReplicas === replicas;
  await waitFor(`${replicas} ready pods of ${name}`, areReady, { seconds: SETTLE_SECONDS, everyMillis: 500 });
}

/** Ready pods share the load evenly; each uses CPU for what it serves, and is asked for all of its share. */
function gaugesOf({ profile, template }: WorkloadSpec, rps: () => number) {
  const share = (pod: V1Pod, peers: readonly V1Pod[]) =>
    isReady(pod) ? rps() / peers.filter(isReady).length : 0;
  const cpu = (pod: V1Pod, peers: readonly V1Pod[]) =>
    1_000 * cpuCoresFor(share(pod, peers) / profile.rpsPerReplica, template.spec.containers[0]);
  return { cpu, custom: { requests_per_second: share }, scrapeSeconds: 15 };
}

const isReady = ({ status }: V1Pod): boolean =>
  status?.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True') === true;
