import type { V1Deployment, V1Node, V2HorizontalPodAutoscaler, VersionInfo } from '@kubernetes/client-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { waitFor } from './support/wait.ts';
import { aDeployment, anHpa } from './support/workloads.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const HPAS = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane();
  await plane.addNodes(2);
  await plane.api.create(DEPLOYMENTS, aDeployment('web', { replicas: 3 }));
  return () => plane.stop();
});

const readyReplicas = async () =>
  (await plane.api.get<V1Deployment>(`${DEPLOYMENTS}/web`)).status?.readyReplicas ?? 0;

test('the parts are of the pinned version, kubectl too', async () => {
  const versions =
    await plane.kubectl.json<Record<'clientVersion' | 'serverVersion', VersionInfo>>('version');

  expect(versions.serverVersion.gitVersion).toBe('v1.35.4');
  expect(versions.clientVersion.gitVersion).toBe('v1.35.4');
});

test('nodes boot, and a Deployment of 3 pods becomes Ready on them', async () => {
  await waitFor('3 ready pods', async () => (await readyReplicas()) === 3);
  const nodes = await plane.api.list<V1Node>('/api/v1/nodes');
  const ready = nodes.map(({ status }) => status?.conditions?.find(({ type }) => type === 'Ready')?.status);

  expect(ready).toEqual(['True', 'True']);
});

test('the real HPA goes to a raised floor in one sync', async () => {
  await plane.api.create(HPAS, anHpa('web', { min: 3, max: 40 }));
  await plane.api.patch(`${HPAS}/web`, { spec: { minReplicas: 10 } });
  await waitFor('10 ready pods', async () => (await readyReplicas()) === 10);
  const hpa = await plane.api.get<V2HorizontalPodAutoscaler>(`${HPAS}/web`);

  expect(hpa.status?.desiredReplicas).toBe(10);
});

describe('an API server that goes away', () => {
  test.each([{ hard: false }, { hard: true }])('comes back with all it knew, %j', async ({ hard }) => {
    const before = await plane.api.list<V1Deployment>(DEPLOYMENTS);
    await plane.restartApiServer({ hard, awayMillis: 500 });
    const after = await plane.api.list<V1Deployment>(DEPLOYMENTS);

    expect(after.map(({ metadata }) => metadata?.uid)).toEqual(before.map(({ metadata }) => metadata?.uid));
  });

  test('the controllers find it again', async () => {
    await plane.api.patch(`${HPAS}/web`, { spec: { minReplicas: 12 } });

    expect(await waitFor('12 ready pods', async () => (await readyReplicas()) === 12)).toBe(true);
  });
});

test('a resourceVersion from before is too old once watches expired', async () => {
  const { metadata } = await plane.api.get<V1Deployment>(DEPLOYMENTS);
  await plane.api.patch(`${HPAS}/web`, { metadata: { labels: { touched: 'yes' } } });
  await plane.expireWatches();
  const from = `?watch=true&timeoutSeconds=1&resourceVersion=${metadata?.resourceVersion}`;

  expect(await plane.api.text(`${DEPLOYMENTS}${from}`)).toContain('"code":410');
});
