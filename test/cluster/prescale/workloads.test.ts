import type { V1Deployment } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { aStatefulSet } from './stateful-sets.ts';
import { type Stock, takeStock } from './stock.ts';

let scene: Scene;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  await scene.plane.addNodes(2);
  await scene.start();
  const { kubectl } = scene.plane;
  const inShop = { namespace: NAMESPACE, cpu: '10m' };
  await kubectl.apply([
    aDeployment('asleep', { ...inShop, replicas: 0 }),
    anHpa('asleep', { min: 2, max: 50, namespace: NAMESPACE }),
    aDeployment('plain', { ...inShop, replicas: 2 }),
    aDeployment('plain-asleep', { ...inShop, replicas: 0 }),
    aStatefulSet('ordered', 2),
  ]);
  await waitFor('the Deployments to be seen to', async () => (await replicasOf('plain')) === 2);
  wanted = await takeStock(scene.plane);
  return () => scene.plane.stop();
});

async function replicasOf(name: string): Promise<number | undefined> {
  const path = name === 'ordered' ? PATHS.statefulSets : PATHS.deployments;
  return (await scene.plane.api.get<V1Deployment>(`${path}/${name}`)).spec?.replicas;
}

const untilReplicas = (expected: Readonly<Record<string, number>>) =>
  waitFor(`replicas as in ${JSON.stringify(expected)}`, async () => {
    const found = await Promise.all(
      Object.keys(expected).map(async (name) => [name, await replicasOf(name)] as const),
    );
    if (found.every(([name, replicas]) => replicas === expected[name])) return true;
    throw new Error(JSON.stringify(found));
  });

test('workloads without an HPA are raised through /scale and put back, and those at zero go back to zero', async () => {
  const { plane } = scene;
  const push = { replicas: 12, lastsSeconds: 600 };
  const surges = {
    asleep: aSurge('asleep', { ...push, targets: ['asleep'] }),
    plain: aSurge('plain', { ...push, kind: 'Deployment', targets: ['plain', 'plain-asleep'] }),
    ordered: aSurge('ordered', { ...push, kind: 'StatefulSet', targets: ['ordered'] }),
  };
  await plane.kubectl.apply(Object.values(surges));
  await untilReplicas({ asleep: 12, plain: 12, 'plain-asleep': 12, ordered: 12 });

  await cancelSurges(plane, ...Object.keys(surges));
  await untilReplicas({ asleep: 0, plain: 2, 'plain-asleep': 0, ordered: 2 });
  await expectInvariants(scene, { wanted, targets: ['asleep', 'plain', 'plain-asleep', 'ordered'] });
  // Where an HPA sets the count of a Deployment, that is not part of its owner's word: here it is.
  expect(await replicasOf('asleep')).toBe(0);
});
