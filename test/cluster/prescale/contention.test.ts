import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { aSurge, cancelSurges, readSurge, troublesOf } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';
import { expectInvariants } from './invariants.ts';
import { takeStock } from './stock.ts';
import { targetWrites } from './writes.ts';

const REASSERTS = 3;
const EVERY_MILLIS = 1_500;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.start({ settings: { 'prescale.reasserts': REASSERTS } });
  return () => scene.plane.stop();
});

const HPA = anHpa('web', { min: 3, max: 60, namespace: NAMESPACE });

/** As a GitOps controller that heals itself: server-side apply by force, over and over. */
function keepApplying(): { readonly rounds: () => number; readonly stop: () => Promise<void> } {
  const state = { rounds: 0, isOn: true };
  const url = `${PATHS.hpas}/web?fieldManager=argocd-controller&force=true`;
  const run = async (): Promise<void> => {
    while (state.isOn) {
      await scene.plane.api.patch(url, HPA, 'apply');
      state.rounds += 1;
      await new Promise((resolve) => setTimeout(resolve, EVERY_MILLIS));
    }
  };
  const running = run();
  return {
    rounds: () => state.rounds,
    stop: () => {
      state.isOn = false;
      return running;
    },
  };
}

test('a floor that GitOps reverts is written again a few times, then the surge says who and what to do', async () => {
  const { plane } = scene;
  await plane.kubectl.apply(aDeployment('web', { replicas: 3, namespace: NAMESPACE, cpu: '10m' }));
  const gitOps = keepApplying();
  await waitFor('the HPA', () => gitOps.rounds() > 0);
  const wanted = await takeStock(plane);
  await plane.kubectl.apply(aSurge('push', { targets: ['web'], replicas: 40, lastsSeconds: 600 }));
  await waitFor('the surge to say that it is contended', async () =>
    troublesOf(await readSurge(plane, 'push')).some(
      ({ type, manager }) => type === 'Contended' && manager === 'argocd-controller',
    ),
  );
  const condition = await waitFor('the way out', async () =>
    (await readSurge(plane, 'push')).status?.conditions?.find(({ type }) => type === 'Contended'),
  );
  expect(condition).toMatchObject({ status: 'True' });
  expect(condition.message).toContain('argocd-controller');
  expect(condition.message).toContain('ignoreDifferences:');
  expect(condition.message).toContain('- /spec/minReplicas');
  const floors = () => targetWrites(plane).filter((write) => write.includes('horizontalpodautoscalers'));
  const written = floors().length;
  expect(written).toBe(1 + REASSERTS);

  const before = gitOps.rounds();
  await waitFor('three more rounds', () => gitOps.rounds() >= before + 3);
  expect(floors()).toHaveLength(written);
  const live = await plane.kubectl.json<V2HorizontalPodAutoscaler>(
    'get',
    'hpa',
    'web',
    `--namespace=${NAMESPACE}`,
  );
  expect(live.spec.minReplicas).toBe(3);

  await gitOps.stop();
  await cancelSurges(plane, 'push');
  await expectInvariants(scene, { wanted, targets: ['web'] });
});
