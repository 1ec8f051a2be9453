/** The same on a real control plane, with the rights that our own manifests give the ServiceAccount of the controller. */
import type { V1Deployment } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { readPapers, readStanding } from '../../scripts/aws-trial/cluster-view.ts';
import { forescaleKubeconfig } from '../cluster/support/forescale.ts';
import { NAMESPACE, openScene, PATHS, type Scene } from '../cluster/support/scene.ts';
import { aDeployment, anHpa } from '../cluster/support/workloads.ts';
import { untilTold } from './support/told.ts';
import { aTrial } from './support/trials.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.plane.addNodes(3);
  await scene.plane.kubectl.apply([
    aDeployment('shop', { replicas: 4, namespace: NAMESPACE, cpu: '10m' }),
    anHpa('shop', { min: 4, max: 60, namespace: NAMESPACE }),
  ]);
  return () => scene.plane.stop();
});

test('a push on the bus raises the floor of a real HPA, and the bus tells when the pods are Ready', async () => {
  const cluster = { url: scene.plane.server, ...readPapers(await forescaleKubeconfig(scene.plane)) };
  const { trial, warnings } = await aTrial('bundle', cluster);
  const push = { schema: 1, eventId: 'evening', app: 'shop' };
  const put = (type: string, detail: object) =>
    trial.put({ Source: 'com.example.push', DetailType: type, Detail: JSON.stringify(detail) });
  const floor = async () => (await readStanding(cluster, NAMESPACE, 'shop')).minReplicas;

  await put('push.sending', { ...push, version: 1 });
  expect(await trial.handOver('push', 5)).toEqual({ taken: 1, failed: 0 });
  expect(await floor()).toBe(12);
  const told = await untilTold(trial, 'surge.ready');
  expect(told.find((news) => news['detail-type'] === 'surge.ready')?.detail).toMatchObject({
    eventId: 'evening',
  });
  const { status } = await scene.plane.api.get<V1Deployment>(`${PATHS.deployments}/shop`);
  expect(status?.readyReplicas).toBe(12);

  await put('push.cancelled', { ...push, version: 2 });
  expect(await trial.handOver('push', 5)).toEqual({ taken: 1, failed: 0 });
  await untilTold(trial, 'surge.ended');
  expect(await floor()).toBe(4);
  expect(warnings).toEqual([]);
});
