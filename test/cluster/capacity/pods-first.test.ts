import { beforeAll, expect, test } from 'vitest';
import { expectNothingForbidden } from '../support/calls.ts';
import type { ControlPlane } from '../support/control-plane.ts';
import { untilHandedBack } from '../support/hand-back.ts';
import { aNodePool } from '../support/machine-types.ts';
import { startProvisioner } from '../support/provisioner.ts';
import { PATHS } from '../support/scene.ts';
import { cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import { capacityOf, floorOf, readyOf, untilPhase } from './readings.ts';
import { aRaise, aWorkload, bufferOf, MACHINE, openBootingScene, PODS_PER_MACHINE } from './scene.ts';
import { writesTo } from './writes.ts';

const REPLICAS = 2 * PODS_PER_MACHINE;

let plane: ControlPlane;
beforeAll(async () => {
  const scene = await openBootingScene();
  plane = scene.plane;
  await plane.addNodes(1, 'standing', { cpu: '3920m' });
  await plane.kubectl.apply(aWorkload('web'));
  await scene.start();
  await waitFor('the pods', async () => (await readyOf(plane, 'web')) === PODS_PER_MACHINE);
  return () => plane.stop();
});

test('where the API is missing the surge says so, and its pods go first', async () => {
  const words = { replicas: REPLICAS, startsInSeconds: 8, nodeLeadSeconds: 60 };
  await plane.kubectl.apply(aRaise('no-api', 'web', words));

  expect(await untilPhase(plane, 'no-api', 'Unavailable')).toMatchObject({
    chunks: 0,
    // What it would take, reckoned by the machines that are there.
    nodes: 1,
    message:
      'no CapacityBuffers here (the API /apis/autoscaling.x-k8s.io/v1beta1 is not served): pods go first',
  });
  await waitFor('the floor', async () => (await floorOf(plane, 'web')) === REPLICAS);
  await cancelSurges(plane, 'no-api');
  await untilHandedBack(plane);
});

test('where Karpenter has it switched off the surge says so in time, its pods go first, and the buffer goes', async () => {
  // Its definition is new to the controller, which runs on.
  await startProvisioner(plane, { machines: [MACHINE], buffers: false });
  await plane.kubectl.apply(aNodePool('default'));
  const words = { replicas: 3 * PODS_PER_MACHINE, startsInSeconds: 75, nodeLeadSeconds: 120 };
  await plane.kubectl.apply(aRaise('switched-off', 'web', words));

  await untilPhase(plane, 'switched-off', 'Requested');
  const asked = Date.now();
  expect(await untilPhase(plane, 'switched-off', 'Ignored')).toMatchObject({
    chunks: PODS_PER_MACHINE,
    message: 'no autoscaler has taken the buffer up within 10 s: is the feature switched on? Pods go first',
    conditions: [],
  });
  expect(Date.now() - asked).toBeGreaterThan(7_000);
  expect(await plane.api.list(PATHS.buffers)).toHaveLength(1);

  await waitFor('the pods', async () => (await readyOf(plane, 'web')) === 3 * PODS_PER_MACHINE, {
    seconds: 150,
  });
  expect((await capacityOf(plane, 'switched-off'))?.phase).toBe('Released');
  expect(await plane.api.list(PATHS.buffers)).toEqual([]);
  await cancelSurges(plane, 'switched-off');
  await untilHandedBack(plane);
  expectNothingForbidden(plane);
});

test('somebody else’s buffer of the same name is left alone, and the pods go first', async () => {
  const url = `${PATHS.buffers}/${bufferOf('web')}`;
  const theirs = { replicas: 1, podTemplateRef: { name: 'theirs' } };
  const before = writesTo(plane, 'capacitybuffers', bufferOf('web')).length;
  await plane.api.create(PATHS.buffers, {
    apiVersion: 'autoscaling.x-k8s.io/v1beta1',
    kind: 'CapacityBuffer',
    metadata: { name: bufferOf('web') },
    spec: theirs,
  });
  const words = { replicas: 3 * PODS_PER_MACHINE + 1, startsInSeconds: 8, nodeLeadSeconds: 60 };
  await plane.kubectl.apply(aRaise('beside', 'web', words));

  expect(await untilPhase(plane, 'beside', 'Unavailable')).toMatchObject({
    chunks: 0,
    message: `CapacityBuffer ${bufferOf('web')} is not ours and is left alone: pods go first`,
    conditions: [],
  });
  await waitFor('the floor', async () => (await floorOf(plane, 'web')) === 3 * PODS_PER_MACHINE + 1);
  await cancelSurges(plane, 'beside');
  await untilHandedBack(plane);
  expect(await plane.api.get(url)).toMatchObject({ metadata: { generation: 1 }, spec: theirs });
  expect(writesTo(plane, 'capacitybuffers', bufferOf('web'))).toHaveLength(before);
});
