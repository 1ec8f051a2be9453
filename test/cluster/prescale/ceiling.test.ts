import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges, readSurge, troublesOf } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { type Stock, takeStock } from './stock.ts';

const NAMES = ['capped', 'lifted', 'lifted-in-part'];

let scene: Scene;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  await scene.start();
  const owned = NAMES.flatMap((name) => [
    aDeployment(name, { replicas: 3, namespace: NAMESPACE, cpu: '10m' }),
    anHpa(name, { min: 3, max: 10, namespace: NAMESPACE }),
  ]);
  await scene.plane.kubectl.apply(owned);
  wanted = await takeStock(scene.plane);
  return () => scene.plane.stop();
});

async function untilBounds(name: string, min: number, max: number): Promise<void> {
  await waitFor(`${name} between ${min} and ${max}`, async () => {
    const { spec } = await scene.plane.api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/${name}`);
    if (spec.minReplicas === min && spec.maxReplicas === max) return true;
    throw new Error(`${spec.minReplicas} to ${spec.maxReplicas}`);
  });
}

const typesSaid = async (surge: string) =>
  troublesOf(await readSurge(scene.plane, surge)).map(({ type }) => type);

test('a floor above the maximum is capped, or lifts it as far as the surge allows, and the maximum comes back', async () => {
  const { plane } = scene;
  const push = { replicas: 30, lastsSeconds: 600 };
  await plane.kubectl.apply([
    aSurge('capped', { ...push, targets: ['capped'] }),
    aSurge('lifted', { ...push, targets: ['lifted'], raiseTo: 40 }),
    aSurge('lifted-in-part', { ...push, targets: ['lifted-in-part'], raiseTo: 20 }),
  ]);
  await untilBounds('capped', 10, 10);
  await untilBounds('lifted', 30, 40);
  await untilBounds('lifted-in-part', 20, 20);
  expect(await typesSaid('capped')).toEqual(['Capped']);
  expect(await typesSaid('lifted')).toEqual([]);
  expect(await typesSaid('lifted-in-part')).toEqual(['Capped']);

  await cancelSurges(plane, ...NAMES);
  await expectInvariants(scene, { wanted, targets: NAMES });
});
