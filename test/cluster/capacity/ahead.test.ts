import type { V1Pod } from '@kubernetes/client-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectNothingForbidden } from '../support/calls.ts';
import type { Forescale } from '../support/forescale.ts';
import { untilHandedBack } from '../support/hand-back.ts';
import { startProvisioner } from '../support/provisioner.ts';
import { PATHS, type Scene } from '../support/scene.ts';
import { cancelSurges } from '../support/surges.ts';
import { waitFor } from '../support/wait.ts';
import type { Chronicle } from './chronicle.ts';
import { NAMES, PEAK, playRaises, type Raises } from './raises.ts';
import { floorOf, nodesOf, podsOf, sinceWhen } from './readings.ts';
import { aRaise, BOOT_MILLIS, bufferOf, MACHINE, openBootingScene, PODS_PER_MACHINE } from './scene.ts';
import { receivedAt, writesTo } from './writes.ts';

let scene: Scene;
let forescale: Forescale;
let raises: Raises;
beforeAll(async () => {
  scene = await openBootingScene();
  await startProvisioner(scene.plane, { machines: [MACHINE] });
  forescale = await scene.start();
  raises = await playRaises(scene);
  const { ahead, behind } = raises;
  const seconds = ({ floorAt, readyAt }: Chronicle) => ((readyAt - floorAt) / 1_000).toFixed(1);
  process.stdout.write(
    `from the floor to all Ready: ${seconds(ahead)} s with nodes ahead, ${seconds(behind)} s without\n`,
  );
  return () => scene.plane.stop();
}, 240_000);

describe('a surge with nodes ahead of its pods', () => {
  test('its nodes stood and were Ready when the floor went up', async () => {
    const nodes = await nodesOf(scene.plane, 'ahead');

    expect(nodes).toHaveLength(PEAK / PODS_PER_MACHINE);
    for (const node of nodes) expect(sinceWhen(node, 'Ready')).toBeLessThan(raises.ahead.floorAt);
  });

  test('the pods were bound to them at once', async () => {
    const madeAt = ({ metadata }: V1Pod) => new Date(metadata?.creationTimestamp ?? 0).getTime();
    const pods = await podsOf(scene.plane, 'ahead');
    const fresh = pods.filter((pod) => madeAt(pod) > raises.ahead.floorAt - 2_000);

    expect(fresh).toHaveLength(PEAK - PODS_PER_MACHINE);
    for (const pod of fresh) expect(sinceWhen(pod, 'PodScheduled') - madeAt(pod)).toBeLessThan(3_000);
  });

  test('it was warm in less time than a machine takes to boot, and without them it was not', () => {
    expect(raises.ahead.readyAt - raises.ahead.floorAt).toBeLessThan(BOOT_MILLIS);
    expect(raises.peak.readyAt - raises.peak.floorAt).toBeLessThan(BOOT_MILLIS);
    expect(raises.behind.readyAt - raises.behind.floorAt).toBeGreaterThan(BOOT_MILLIS);
  });

  test('no node came that the pods did not need, and none went that they did', () => {
    expect([raises.peak.nodes.size, raises.behind.nodes.size]).toEqual([4, 3]);
  });

  test('it said in turn what became of its nodes', () => {
    expect([...new Set(raises.ahead.said.map(({ phase, message }) => `${phase}: ${message}`))]).toEqual([
      'Requested: waiting for an autoscaler to take the buffer up',
      'Requested: an autoscaler has the buffer, but there is no room for all pods to come on nodes that are Ready yet',
      'Provisioned: all pods to come fit on nodes that are Ready',
      'Released: no nodes are asked for any more',
    ]);
    expect(raises.ahead.said[0]).toMatchObject({ chunks: PEAK - PODS_PER_MACHINE, nodes: 3 });
    expect(raises.behind.said).toEqual([]);
  });

  test('it showed what Karpenter said, and waited for nodes that are Ready before it said so itself', async () => {
    const said = raises.ahead.said.find(({ phase }) => phase === 'Provisioned');
    const nodes = await nodesOf(scene.plane, 'ahead');

    expect(said?.conditions).toMatchObject([
      { type: 'ReadyForProvisioning', status: 'True', reason: 'Resolved' },
      { type: 'Provisioning' },
    ]);
    const saidAt = new Date(said?.at ?? Number.NaN).getTime();
    for (const node of nodes) expect(sinceWhen(node, 'Ready')).toBeLessThanOrEqual(saidAt);
  });

  test('the buffer shrank in the pass that raised the floor, and went in the one that raised it on', () => {
    const floors = writesTo(scene.plane, 'horizontalpodautoscalers', 'ahead').map(receivedAt);
    const buffers = writesTo(scene.plane, 'capacitybuffers', bufferOf('ahead'));
    const after = buffers.slice(1).map((write, index) => receivedAt(write) - (floors[index] ?? Number.NaN));

    expect(buffers.map(({ verb, responseStatus }) => `${verb} ${responseStatus?.code}`)).toEqual([
      'create 201',
      'patch 200',
      'delete 200',
    ]);
    expect([...new Set(raises.peak.said.map(({ chunks }) => chunks))]).toEqual([21, 7, 0]);
    for (const millis of after) {
      expect(millis).toBeGreaterThan(0);
      expect(millis).toBeLessThan(1_000);
    }
  });
});

test('when the surges are over nothing of Forescale’s is left', async () => {
  const { plane } = scene;
  await cancelSurges(plane, ...NAMES, 'peak');
  await untilHandedBack(plane);

  for (const name of NAMES) expect(await floorOf(plane, name)).toBe(PODS_PER_MACHINE);
  expect(await plane.api.list(PATHS.buffers)).toEqual([]);
  expectNothingForbidden(plane);
});

test('a buffer whose surge was deleted while no controller ran goes when one runs again', async () => {
  const { plane } = scene;
  const words = { replicas: PEAK, startsInSeconds: 600, nodeLeadSeconds: 900 };
  await plane.kubectl.apply(aRaise('forgotten', 'behind', words));
  await waitFor('the buffer', () => plane.api.get(`${PATHS.buffers}/${bufferOf('behind')}`));
  await forescale.kill();
  await plane.api.remove(`${PATHS.surges}/forgotten`);
  await forescale.start();

  const names = async () =>
    (await plane.api.list<{ metadata: { name: string } }>(PATHS.buffers)).map(
      ({ metadata }) => metadata.name,
    );
  await waitFor('the buffer to go', async () => !(await names()).includes(bufferOf('behind')));
  expect(await floorOf(plane, 'behind')).toBe(PODS_PER_MACHINE);
  expectNothingForbidden(plane);
});
