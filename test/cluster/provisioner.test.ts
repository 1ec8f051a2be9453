import type { V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { aNodePool } from './support/machine-types.ts';
import { startProvisioner } from './support/provisioner.ts';
import { exactly } from './support/stages.ts';
import { waitFor } from './support/wait.ts';
import { aDeployment } from './support/workloads.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const BUFFERS = '/apis/autoscaling.x-k8s.io/v1beta1/namespaces/default/capacitybuffers';
const BOOT_MILLIS = 5_000;

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane({ pace: { nodeBoot: exactly(BOOT_MILLIS) } });
  const machines = [{ name: 'small', cpuMillis: 4_020, pods: 110 }];
  await startProvisioner(plane, { machines });
  await plane.kubectl.apply(aNodePool('default'));
  return () => plane.stop();
});

const readyAt = ({ status }: V1Node): number => {
  const condition = status?.conditions?.find(({ type, status: is }) => type === 'Ready' && is === 'True');
  return new Date(condition?.lastTransitionTime ?? Number.NaN).getTime();
};
const boundAt = ({ status }: V1Pod): number => {
  const condition = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return new Date(condition?.lastTransitionTime ?? Number.NaN).getTime();
};

test('Karpenter makes nodes for 30 pods that fit nowhere, and no pod is on one before it has booted', async () => {
  await plane.api.create(DEPLOYMENTS, aDeployment('web', { replicas: 30, cpu: '500m' }));
  const isReady = async () =>
    (await plane.api.get<V1Deployment>(`${DEPLOYMENTS}/web`)).status?.readyReplicas === 30;
  await waitFor('30 ready pods', isReady, { seconds: 120 });
  const nodes = await plane.api.list<V1Node>('/api/v1/nodes');
  const pods = await plane.api.list<V1Pod>('/api/v1/namespaces/default/pods');
  const bootOf = new Map(nodes.map((node) => [node.metadata?.name, readyAt(node)]));
  const early = pods.filter((pod) => !(boundAt(pod) >= (bootOf.get(pod.spec?.nodeName) ?? Number.NaN)));

  // 7 pods of 500m to a machine of 3,920m.
  expect(nodes).toHaveLength(5);
  expect(early.map(({ metadata }) => metadata?.name)).toEqual([]);
  const boots = nodes.map(
    (node) => readyAt(node) - new Date(node.metadata?.creationTimestamp ?? 0).getTime(),
  );
  for (const boot of boots) expect(boot).toBeGreaterThanOrEqual(BOOT_MILLIS - 1_000);
});

test('a capacity buffer brings nodes that no pod asked for', async () => {
  const spec = { scalableRef: { apiGroup: 'apps', kind: 'Deployment', name: 'web' }, replicas: 14 };
  await plane.api.create(BUFFERS, {
    apiVersion: 'autoscaling.x-k8s.io/v1beta1',
    kind: 'CapacityBuffer',
    metadata: { name: 'ahead', namespace: 'default' },
    spec,
  });
  const count = async () => (await plane.api.list<V1Node>('/api/v1/nodes')).length;

  expect(await waitFor('two nodes more', async () => (await count()) >= 7 && (await count()))).toBe(7);
});
