import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { takeStock } from './stock.ts';

/** How an owner speaks, and what the owner of an HPA of that name says in mid-hold. */
const OWNERS = ['applies', 'applies-on-server', 'replaces', 'replaces-what-is-there', 'edits-above'] as const;
type Owner = (typeof OWNERS)[number];
const WANTED: Readonly<Record<Owner, number>> = {
  applies: 5,
  'applies-on-server': 6,
  replaces: 7,
  'replaces-what-is-there': 8,
  'edits-above': 25,
};

const hpaOf = (name: Owner, min: number) => anHpa(name, { min, max: 60, namespace: NAMESPACE });
const SERVER_SIDE = ['--server-side', '--field-manager=pipeline'];

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.start();
  const { kubectl, api } = scene.plane;
  await kubectl.apply(
    OWNERS.map((name) => aDeployment(name, { replicas: 3, namespace: NAMESPACE, cpu: '10m' })),
  );
  await kubectl.apply(hpaOf('applies', 3));
  await kubectl.apply(hpaOf('applies-on-server', 3), ...SERVER_SIDE);
  for (const name of ['replaces', 'replaces-what-is-there', 'edits-above'] as const)
    await api.create(PATHS.hpas, hpaOf(name, 3));
  return () => scene.plane.stop();
});

const read = (name: Owner) => scene.plane.api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/${name}`);

async function speak(name: Owner, min: number): Promise<unknown> {
  const { kubectl, api } = scene.plane;
  switch (name) {
    case 'applies':
      return kubectl.apply(hpaOf(name, min));
    case 'applies-on-server':
      return kubectl.apply(hpaOf(name, min), ...SERVER_SIDE, '--force-conflicts');
    case 'replaces':
      // From a file: without version and annotations of what stands.
      return api.replace(`${PATHS.hpas}/${name}`, hpaOf(name, min));
    case 'replaces-what-is-there': {
      const there = await read(name);
      return api.replace(`${PATHS.hpas}/${name}`, { ...there, spec: { ...there.spec, minReplicas: min } });
    }
    case 'edits-above': {
      const patch = JSON.stringify({ spec: { minReplicas: min } });
      return kubectl.run('patch', 'hpa', name, `--namespace=${NAMESPACE}`, '--patch', patch);
    }
  }
}

test('what an owner says in mid-hold stands after it, however it is said', async () => {
  await scene.plane.kubectl.apply(aSurge('push', { targets: OWNERS, replicas: 20, lastsSeconds: 600 }));
  const untilFloors = (min: (name: Owner) => number) =>
    waitFor('every floor', async () => {
      const floors = await Promise.all(OWNERS.map(async (name) => (await read(name)).spec.minReplicas));
      if (floors.every((floor, index) => floor === min(OWNERS[index] as Owner))) return true;
      throw new Error(String(floors));
    });
  await untilFloors(() => 20);
  for (const name of OWNERS) await speak(name, WANTED[name]);
  // Below the floor it is written again, above it there is nothing to write.
  await untilFloors((name) => Math.max(20, WANTED[name]));
  await cancelSurges(scene.plane, 'push');
  await waitFor('the owners’ floors', async () => {
    const floors = await Promise.all(OWNERS.map(async (name) => (await read(name)).spec.minReplicas));
    return floors.every((floor, index) => floor === WANTED[OWNERS[index] as Owner]);
  });

  const stock = await takeStock(scene.plane);
  for (const name of OWNERS) {
    const said = stock[`HorizontalPodAutoscaler/${name}`] ?? '';
    expect(JSON.parse(said)).toMatchObject({ spec: hpaOf(name, WANTED[name]).spec });
    expect(said).not.toContain('forescale');
  }
  await expectInvariants(scene, { wanted: stock, targets: OWNERS });
  expect(await speak('applies', WANTED.applies)).toContain('unchanged');
});
