/** Nodes for pods that fit nowhere, and ahead of pods. Machines here are larger than any other node there is. */
import { parseQuantity } from '../../../../src/core/model/quantity.ts';
import { itemsAt, numberAt, textAt, valueAt } from '../../../../src/sim/http/field-values.ts';
import type { Behaviour, Fact } from '../behaviour.ts';
import { deploymentBody, get, patch, pathOf, post, scaleTo } from '../requests.ts';
import { passUntil } from '../settling.ts';
import { NODE_BOOT_SECONDS, POD_START_SECONDS, type World } from '../world.ts';

export const MACHINE_CORES = 42;
/** Two to a machine, none to a standing node. */
const POD_CORES = 20;
const PATIENCE = 120;
/** Cluster Autoscaler scans that often; Karpenter waits for a second without new pods. */
const SCAN_SECONDS = 10;

async function boughtNodes(world: World): Promise<number> {
  const { body } = await get(world, '/api/v1/nodes');
  return itemsAt(body, 'items').filter((node) => {
    const cpu = parseQuantity(textAt(node, 'status.allocatable.cpu')) ?? 0;
    return cpu > POD_CORES;
  }).length;
}

async function readyOf(world: World): Promise<number> {
  const { body } = await get(world, pathOf(world, 'deployments', 'app'));
  return numberAt(body, 'status.readyReplicas');
}

function bigPods(replicas: number): object {
  const resources = { requests: { cpu: String(POD_CORES) } };
  const containers = [{ name: 'app', image: 'registry.example/app:1', resources }];
  const template = { metadata: { labels: { app: 'app' } }, spec: { containers } };
  const body = deploymentBody('app', replicas) as { readonly spec: object };
  return { ...body, spec: { ...body.spec, template } };
}

async function pendingPods(world: World): Promise<readonly Fact[]> {
  await post(world, pathOf(world, 'deployments'), bigPods(6));
  const asked = await passUntil(world, 'nodes', PATIENCE, async () => (await boughtNodes(world)) >= 3);
  const ready = await passUntil(world, 'pods', PATIENCE, async () => (await readyOf(world)) === 6);
  return [
    { what: 'nodes for 6 pods, two to a node', value: String(await boughtNodes(world)) },
    { what: 'asked for after', seconds: asked, slack: SCAN_SECONDS },
    {
      what: `all pods ready after (boot ${NODE_BOOT_SECONDS} s, pod ${POD_START_SECONDS} s)`,
      seconds: asked + ready,
      slack: SCAN_SECONDS,
    },
  ];
}

function conditionOf(body: unknown, type: string, field: 'status' | 'reason'): string {
  const conditions = itemsAt(body, 'status.conditions');
  return textAt(
    conditions.find((one) => valueAt(one, 'type') === type),
    field,
  );
}

async function buffer(world: World): Promise<readonly Fact[]> {
  const scalableRef = { apiGroup: 'apps', kind: 'Deployment', name: 'app' };
  await post(world, pathOf(world, 'buffers'), {
    apiVersion: 'autoscaling.x-k8s.io/v1beta1',
    kind: 'CapacityBuffer',
    metadata: { name: 'ahead' },
    spec: { scalableRef, replicas: 4 },
  });
  const asked = await passUntil(world, 'more nodes', PATIENCE, async () => (await boughtNodes(world)) >= 5);
  await world.pass(NODE_BOOT_SECONDS + SCAN_SECONDS);
  const { body } = await get(world, pathOf(world, 'buffers', 'ahead'));
  await patch(world, pathOf(world, 'buffers', 'ahead'), { spec: { replicas: 0 } });
  await scaleTo(world, 'app', 10);
  const filled = await passUntil(world, 'pods', PATIENCE, async () => (await readyOf(world)) === 10);
  await world.pass(2 * SCAN_SECONDS);
  return [
    { what: 'a CapacityBuffer of 4: nodes asked for after', seconds: asked, slack: SCAN_SECONDS },
    { what: 'its ReadyForProvisioning', value: conditionOf(body, 'ReadyForProvisioning', 'status') },
    { what: 'its Provisioning', value: conditionOf(body, 'Provisioning', 'status') },
    { what: 'reason of that, once there is room', value: conditionOf(body, 'Provisioning', 'reason') },
    { what: '4 pods in its place ready after', seconds: filled, slack: SCAN_SECONDS },
    { what: 'nodes then', value: String(await boughtNodes(world)) },
  ];
}

export const PROVISIONER: readonly Behaviour[] = [
  {
    name: 'nodes: Karpenter, and the Cluster Autoscaler of the simulator',
    machineCores: MACHINE_CORES,
    observe: async (world) => [...(await pendingPods(world)), ...(await buffer(world))],
  },
];
