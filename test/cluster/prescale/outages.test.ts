import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Forescale } from '../support/forescale.ts';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { expectInvariants } from './invariants.ts';
import { autoscaledWithoutPods } from './sleepers.ts';
import { type Stock, takeStock } from './stock.ts';

let scene: Scene;
let forescale: Forescale;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  forescale = await scene.start();
  return () => scene.plane.stop();
});
beforeEach(async () => {
  await scene.plane.kubectl.apply(autoscaledWithoutPods('web', 3, 60));
  wanted = await takeStock(scene.plane);
});

const floor = async () =>
  (await scene.plane.api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/web`)).spec.minReplicas;
const untilFloor = (min: number) => waitFor(`a floor of ${min}`, async () => (await floor()) === min);

async function raise(surge: string, lastsSeconds: number): Promise<void> {
  await scene.plane.kubectl.apply(aSurge(surge, { targets: ['web'], replicas: 40, lastsSeconds }));
  await untilFloor(40);
}

const setMin = (min: number) =>
  scene.plane.kubectl.run(
    ...['patch', 'hpa', 'web', `--namespace=${NAMESPACE}`],
    `--patch=${JSON.stringify({ spec: { minReplicas: min } })}`,
  );

async function expectEnding(): Promise<void> {
  await expectInvariants(scene, { wanted, targets: ['web'], wasServerKilled: true });
  expect(forescale.complaint()).toBeUndefined();
}

describe('in mid-hold', () => {
  test('watches that expire are taken up again: an owner is heard, and so is a cancel', async () => {
    await raise('expiry', 600);
    await scene.plane.expireWatches();
    await setMin(4);
    // Written again: somebody has seen the change.
    await untilFloor(40);
    await setMin(3);
    await untilFloor(40);
    await cancelSurges(scene.plane, 'expiry');
    await expectEnding();
  });

  test('an API server that is killed comes back to a floor that stands, and to a surge that is cancelled', async () => {
    await raise('restart', 600);
    await scene.plane.restartApiServer({ hard: true, awayMillis: 2_000 });
    expect(await floor()).toBe(40);
    await cancelSurges(scene.plane, 'restart');
    await expectEnding();
  });

  test('a surge that ends while there is no API server is handed back once there is one', async () => {
    // Watches that backed off in the outage before may be seconds behind: time enough to be raised.
    const lastsSeconds = 20;
    const end = performance.now() + lastsSeconds * 1_000;
    await raise('end', lastsSeconds);
    await scene.plane.restartApiServer({ hard: true, awayMillis: end + 1_000 - performance.now() });
    await expectEnding();
  });
});
