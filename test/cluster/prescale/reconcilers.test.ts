import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { expectInvariants } from './invariants.ts';
import { autoscaledWithoutPods } from './sleepers.ts';
import { type Stock, takeStock } from './stock.ts';
import { untilQuiet } from './writes.ts';

const RECONCILERS = 4;
const NAMES = Array.from({ length: 200 }, (_, index) => `app-${index}`);

let scene: Scene;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  await scene.plane.kubectl.apply(NAMES.flatMap((name) => autoscaledWithoutPods(name, 2, 20)));
  wanted = await takeStock(scene.plane);
  return () => scene.plane.stop();
});

test('four at once without a leader raise 200 targets exactly, rest, and hand all of them back', async () => {
  const { plane } = scene;
  const settings = { 'leaderElection.enabled': false };
  const starting = Array.from({ length: RECONCILERS }, (_, index) =>
    scene.start({ name: `forescale-${index + 1}`, settings }),
  );
  await Promise.all(starting);
  await plane.kubectl.apply([
    aSurge('most', { targets: NAMES, replicas: 7, lastsSeconds: 600 }),
    aSurge('some', { targets: NAMES.slice(0, 50), replicas: 9, lastsSeconds: 600 }),
  ]);
  const wantedFloor = (name: string | undefined) => (NAMES.indexOf(name ?? '') < 50 ? 9 : 7);
  await waitFor('every floor', async () => {
    const hpas = await plane.api.list<V2HorizontalPodAutoscaler>(PATHS.hpas);
    const right = hpas.filter(({ metadata, spec }) => spec.minReplicas === wantedFloor(metadata?.name));
    if (right.length === NAMES.length) return true;
    throw new Error(`${right.length} are right`);
  });
  await untilQuiet(plane, 6);
  const { items } = await plane.kubectl.json<{ items: readonly V2HorizontalPodAutoscaler[] }>(
    'get',
    'hpa',
    '--all-namespaces',
  );
  expect(items.filter(({ metadata, spec }) => spec.minReplicas !== wantedFloor(metadata?.name))).toEqual([]);

  await cancelSurges(plane, 'most', 'some');
  await expectInvariants(scene, { wanted, targets: NAMES });
});
