import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../../src/sim/random.ts';
import type { Forescale } from '../support/forescale.ts';
import { NAMESPACE, openScene, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges, type SurgeWords } from '../support/surges.ts';
import { anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { aPodlessDeployment, autoscaledWithoutPods } from './sleepers.ts';
import { takeStock } from './stock.ts';
import { targetWrites } from './writes.ts';

const SEED = 20_261_125;
const KILLS = 50;
/** From one start to the next kill: some come before the controller has read anything. */
const [LEAST_SECONDS, MOST_SECONDS] = [0.2, 4.5];
const DAY_SECONDS = 120;
const SURGES = 40;

const AUTOSCALED = Array.from({ length: 10 }, (_, index) => `app-${index}`);
const PLAIN = ['plain-0', 'plain-1'];
const ASLEEP = 'asleep';
/** Their owners change their minds in the second half of the day, to what no floor ever is. */
const RESTLESS = AUTOSCALED.slice(0, 3);

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.plane.kubectl.apply([
    ...AUTOSCALED.flatMap((name) => autoscaledWithoutPods(name, 2, 25)),
    ...PLAIN.map((name) => aPodlessDeployment(name, 2)),
    aPodlessDeployment(ASLEEP, 0),
    anHpa(ASLEEP, { min: 2, max: 25, namespace: NAMESPACE }),
  ]);
  return () => scene.plane.stop();
});

/** Any of them may overlap, be capped, lift the maximum. */
function drawSurge(random: Random): SurgeWords {
  const isPlain = random.chance(0.2);
  const from = isPlain ? PLAIN : [...AUTOSCALED, ASLEEP];
  const targets = new Set(Array.from({ length: random.whole(1, 4) }, () => random.pick(from)));
  return {
    kind: isPlain ? 'Deployment' : 'HorizontalPodAutoscaler',
    targets: [...targets],
    replicas: random.whole(5, 30),
    startsInSeconds: random.between(2, DAY_SECONDS - 20),
    lastsSeconds: random.whole(4, 20),
    ...(random.chance(0.5) ? { raiseTo: 30 } : {}),
  };
}

async function killAtRandom(forescale: Forescale, random: Random): Promise<void> {
  let starting: Promise<unknown> = Promise.resolve();
  for (let kills = 0; kills < KILLS; kills += 1) {
    await sleep(1_000 * random.between(LEAST_SECONDS, MOST_SECONDS));
    await forescale.kill();
    await starting;
    // It may be killed before it is ready.
    starting = forescale.start().catch(() => {});
  }
  await starting;
}

/** Cancels, and owners who speak, all day long. */
async function disturb(random: Random): Promise<ReadonlyMap<string, number>> {
  const { plane } = scene;
  const said = new Map<string, number>();
  await sleep((1_000 * DAY_SECONDS) / 2);
  for (const [index, name] of [...RESTLESS, ...RESTLESS].entries()) {
    await sleep(1_000 * random.between(2, 6));
    await cancelSurges(plane, `surge-${random.whole(0, SURGES - 1)}`);
    const min = 13 + 2 * index;
    const patch = JSON.stringify({ spec: { minReplicas: min } });
    await plane.kubectl.run('patch', 'hpa', name, `--namespace=${NAMESPACE}`, `--patch=${patch}`);
    said.set(name, min);
  }
  return said;
}

test('killed fifty times during a day of surges, it hands everything back as its owners want it', async () => {
  const { plane } = scene;
  const random = seededRandom(SEED);
  const before = await takeStock(plane);
  const forescale = await scene.start({ settings: { 'leaderElection.enabled': false } });
  const surges = Array.from({ length: SURGES }, (_, index) => aSurge(`surge-${index}`, drawSurge(random)));
  await plane.kubectl.apply(surges);
  const [said] = await Promise.all([
    disturb(random.fork('owners')),
    killAtRandom(forescale, random.fork('kills')),
  ]);

  const wanted = { ...before };
  for (const [name, min] of said) {
    const key = `HorizontalPodAutoscaler/${name}`;
    wanted[key] = wanted[key]?.replace('"minReplicas":2', `"minReplicas":${min}`) ?? '';
  }
  const targets = [...AUTOSCALED, ...PLAIN, ASLEEP];
  await expectInvariants(scene, { wanted, targets });
  const raised = new Set(targetWrites(plane).map((write) => write.split('/').at(-1)));
  expect(raised.size).toBe(targets.length);
});
