import type { CoreV1Event, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { NAMESPACE, openScene, PATHS, type Scene } from '../support/scene.ts';
import { waitFor } from '../support/wait.ts';
import { expectInvariants } from './invariants.ts';
import { aSchedule, readSchedule } from './schedules.ts';
import { autoscaledWithoutPods } from './sleepers.ts';
import { type Stock, takeStock } from './stock.ts';

let scene: Scene;
let wanted: Stock;
beforeAll(async () => {
  scene = await openScene();
  await scene.start();
  await scene.plane.kubectl.apply(autoscaledWithoutPods('web', 3, 60));
  wanted = await takeStock(scene.plane);
  return () => scene.plane.stop();
});

const inShop = `--namespace=${NAMESPACE}`;

test('a schedule makes surges that are its own, and takes them with it when it is deleted', async () => {
  const { kubectl, api } = scene.plane;
  await kubectl.apply(aSchedule('minutely', { targets: ['web'], replicas: 40 }));
  await waitFor('a raised floor', async () => {
    const { spec } = await api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/web`);
    return spec.minReplicas === 40;
  });
  // Said when it is done: its surges come first.
  const said = await waitFor('its status', async () => (await readSchedule(scene.plane, 'minutely')).status);
  expect(said.conditions).toMatchObject([{ type: 'Accepted', status: 'True' }]);
  expect(said.nextStart).toBeDefined();
  const { items } = await kubectl.json<{ items: readonly Owned[] }>('get', 'surges', inShop);
  expect(items.length).toBeGreaterThan(1);
  const owners = items.flatMap(({ metadata }) => metadata.ownerReferences ?? []);
  expect(owners.filter(({ kind, name }) => kind === 'SurgeSchedule' && name === 'minutely')).toHaveLength(
    items.length,
  );

  await kubectl.run('delete', 'surgeschedule', 'minutely', inShop);
  await expectInvariants(scene, { wanted, targets: ['web'] });
  expect(await kubectl.run('get', 'surges', inShop, '--output=name')).toBe('');
});

interface Owned {
  readonly metadata: {
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
}

test('what it did is told by one event for each reason, however often it happened', async () => {
  const { items } = await scene.plane.kubectl.json<{ items: readonly CoreV1Event[] }>(
    'get',
    'events',
    inShop,
  );
  const ours = items.filter(
    ({ involvedObject, source }) => involvedObject.name === 'web' && source?.component === 'forescale',
  );
  const counts = new Map(ours.map(({ reason, count }) => [reason, count ?? 1]));

  expect(counts.size).toBe(ours.length);
  expect(counts.get('FloorRaised')).toBeGreaterThanOrEqual(1);
  // From 40 by halves to 3.
  expect(counts.get('Returning')).toBeGreaterThan(1);
});

test('a zone that nobody knows passes the API server and shows as a condition', async () => {
  const schedule = aSchedule('lost', { targets: ['web'], replicas: 40, zone: 'Europe/Atlantis' });
  await scene.plane.kubectl.apply(schedule);
  const refusal = await waitFor('a condition', async () => {
    const { status } = await readSchedule(scene.plane, 'lost');
    return status?.conditions?.find(({ type }) => type === 'Accepted');
  });

  expect(refusal).toMatchObject({ status: 'False', reason: 'UnknownZone' });
  expect(refusal.message).toContain('Europe/Atlantis');
  await expectInvariants(scene, { wanted, targets: ['web'] });
});
