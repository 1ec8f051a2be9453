import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Forescale } from '../support/forescale.ts';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { type Stock, takeStock } from './stock.ts';

/** Side by side: twenty in a row would take a quarter of an hour. */
const NAMES = Array.from({ length: 20 }, (_, index) => `app-${index}`);
const SYNC_SECONDS = 15;

let scene: Scene;
let wanted: Stock;
let forescale: Forescale | undefined;
afterEach(() => forescale?.stop());
beforeAll(async () => {
  scene = await openScene();
  const owned = NAMES.flatMap((name) => [
    aDeployment(name, { replicas: 3, namespace: NAMESPACE, cpu: '10m' }),
    anHpa(name, { min: 3, max: 50, namespace: NAMESPACE }),
  ]);
  await scene.plane.kubectl.apply(owned);
  wanted = await takeStock(scene.plane);
  return () => scene.plane.stop();
});

interface Round {
  readonly replicas: number;
  readonly lastsSeconds: number;
  /** Between the first and the last. */
  readonly spreadSeconds: number;
}

/** Milliseconds from the floor to the Deployment's count, each as first seen; looks twenty times a second. */
async function timeRaise(
  round: string,
  { replicas, lastsSeconds, spreadSeconds }: Round,
): Promise<readonly number[]> {
  const { api, kubectl } = scene.plane;
  const surges = NAMES.map((name, index) => {
    const startsInSeconds = 2 + (index * spreadSeconds) / NAMES.length;
    return aSurge(`${round}-${name}`, { targets: [name], replicas, startsInSeconds, lastsSeconds });
  });
  await kubectl.apply(surges);
  const [floors, counts] = [new Map<string, number>(), new Map<string, number>()];
  const note = (seen: Map<string, number>, name: string | undefined, value: number | undefined) => {
    if (name !== undefined && value === replicas && !seen.has(name)) seen.set(name, performance.now());
  };
  await waitFor(
    `${NAMES.length} Deployments at ${replicas}`,
    async () => {
      const [hpas, deployments] = await Promise.all([
        api.list<V2HorizontalPodAutoscaler>(PATHS.hpas),
        api.list<V1Deployment>(PATHS.deployments),
      ]);
      for (const { metadata, spec } of hpas) note(floors, metadata?.name, spec.minReplicas);
      for (const { metadata, spec } of deployments) note(counts, metadata?.name, spec?.replicas);
      return counts.size === NAMES.length;
    },
    { everyMillis: 50 },
  );
  return NAMES.map((name) => (counts.get(name) ?? 0) - (floors.get(name) ?? 0)).toSorted((a, b) => a - b);
}

const report = (how: string, millis: readonly number[]): void => {
  const at = (share: number) => ((millis[Math.floor((millis.length - 1) * share)] ?? 0) / 1_000).toFixed(1);
  process.stdout.write(
    `floor to count, ${how}: ${at(0)} s least, ${at(0.5)} s median, ${at(1)} s most of ${millis.length}\n`,
  );
};

describe('an HPA of 3 raised to 40', () => {
  test('has its pods asked for at once', async () => {
    forescale = await scene.start();
    const taken = await timeRaise('followed', { replicas: 40, lastsSeconds: 4, spreadSeconds: 0 });
    report('/scale in the same pass', taken);

    expect(taken.at(-1)).toBeLessThan(5_000);
    await expectInvariants(scene, { wanted, targets: NAMES });
  });

  test('has them at the next sync of the HPA when only the floor is written', async () => {
    forescale = await scene.start({ settings: { 'prescale.followWithScale': false } });
    const taken = await timeRaise('floor-only', {
      replicas: 41,
      lastsSeconds: SYNC_SECONDS + 2,
      spreadSeconds: SYNC_SECONDS,
    });
    report('floor only', taken);

    expect(taken.at(-1)).toBeLessThan(SYNC_SECONDS * 1_000 + 5_000);
    expect(taken[NAMES.length / 2]).toBeGreaterThan(1_000);
    await expectInvariants(scene, { wanted, targets: NAMES });
  });
});
