import type { V1Pod } from '@kubernetes/client-node';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Forescale } from '../support/forescale.ts';
import { aNodePool } from '../support/machine-types.ts';
import { startProvisioner } from '../support/provisioner.ts';
import { waitFor } from '../support/wait.ts';
import { type Chronicle, chronicle } from './chronicle.ts';
import { floorOf, nodesOf, podsOf, readyOf, sinceWhen, untilHandedBack, untilPhase } from './readings.ts';
import {
  aSurge,
  aWorkload,
  BOOT_MILLIS,
  cancelSurges,
  MACHINE,
  openScene,
  PATHS,
  PODS_PER_MACHINE,
  type Scene,
} from './scene.ts';
import { expectNothingForbidden, receivedAt, writesTo } from './writes.ts';

/** Of the same kind and at the same time, one with nodes ahead and one without, each on a NodePool of its own. */
const NAMES = ['ahead', 'behind'] as const;
const REPLICAS = 3 * PODS_PER_MACHINE;
/** Of a second surge on `ahead`, which comes when the first one is warm. */
const PEAK = 4 * PODS_PER_MACHINE;
const PEAK_AFTER_SECONDS = 20;
const NODE_LEAD_SECONDS = 30;
const bufferOf = (name: string) => `forescale-horizontalpodautoscaler-${name}`;

let scene: Scene;
let forescale: Forescale;
let ahead: Chronicle;
let peak: Chronicle;
let behind: Chronicle;
beforeAll(async () => {
  scene = await openScene();
  const { plane } = scene;
  await startProvisioner(plane, { machines: [MACHINE] });
  // Empty nodes go soon here: only the buffer keeps them.
  for (const name of NAMES)
    await plane.kubectl.apply([...aNodePool(name, { consolidateAfter: '3s' }), ...aWorkload(name, name)]);
  forescale = await scene.start();
  for (const name of NAMES)
    await waitFor(`the pods of ${name}`, async () => (await readyOf(plane, name)) === PODS_PER_MACHINE);
  await plane.kubectl.apply(surgesFrom(NODE_LEAD_SECONDS + 2));
  [ahead, peak, behind] = await Promise.all([
    chronicle(plane, { surge: 'ahead', target: 'ahead', replicas: REPLICAS }),
    chronicle(plane, { surge: 'peak', target: 'ahead', replicas: PEAK }),
    chronicle(plane, { surge: 'behind', target: 'behind', replicas: REPLICAS }),
  ]);
  const seconds = ({ floorAt, readyAt }: Chronicle) => ((readyAt - floorAt) / 1_000).toFixed(1);
  process.stdout.write(
    `from the floor to all Ready: ${seconds(ahead)} s with nodes ahead, ${seconds(behind)} s without\n`,
  );
  return () => plane.stop();
}, 240_000);

/** The nodes of both surges on `ahead` are asked for at the same time. */
function surgesFrom(startsInSeconds: number): readonly object[] {
  return [
    aSurge('ahead', 'ahead', { replicas: REPLICAS, startsInSeconds, nodeLeadSeconds: NODE_LEAD_SECONDS }),
    aSurge('peak', 'ahead', {
      replicas: PEAK,
      startsInSeconds: startsInSeconds + PEAK_AFTER_SECONDS,
      nodeLeadSeconds: NODE_LEAD_SECONDS + PEAK_AFTER_SECONDS,
    }),
    aSurge('behind', 'behind', { replicas: REPLICAS, startsInSeconds }),
  ];
}

describe('a surge with nodes ahead of its pods', () => {
  test('its nodes stood and were Ready when the floor went up', async () => {
    const nodes = await nodesOf(scene.plane, 'ahead');

    expect(nodes).toHaveLength(PEAK / PODS_PER_MACHINE);
    for (const node of nodes) expect(sinceWhen(node, 'Ready')).toBeLessThan(ahead.floorAt);
  });

  test('the pods were bound to them at once', async () => {
    const madeAt = ({ metadata }: V1Pod) => new Date(metadata?.creationTimestamp ?? 0).getTime();
    const pods = await podsOf(scene.plane, 'ahead');
    const fresh = pods.filter((pod) => madeAt(pod) > ahead.floorAt - 2_000);

    expect(fresh).toHaveLength(PEAK - PODS_PER_MACHINE);
    for (const pod of fresh) expect(sinceWhen(pod, 'PodScheduled') - madeAt(pod)).toBeLessThan(3_000);
  });

  test('it was warm in less time than a machine takes to boot, and without them it was not', () => {
    expect(ahead.readyAt - ahead.floorAt).toBeLessThan(BOOT_MILLIS);
    expect(peak.readyAt - peak.floorAt).toBeLessThan(BOOT_MILLIS);
    expect(behind.readyAt - behind.floorAt).toBeGreaterThan(BOOT_MILLIS);
  });

  test('no node came that the pods did not need, and none went that they did', () => {
    expect([peak.nodes.size, behind.nodes.size]).toEqual([4, 3]);
  });

  test('it said in turn what became of its nodes', () => {
    expect([...new Set(ahead.said.map(({ phase, message }) => `${phase}: ${message}`))]).toEqual([
      'Requested: waiting for an autoscaler to take the buffer up',
      'Requested: an autoscaler has the buffer, but there is no room for all pods to come on nodes that are Ready yet',
      'Provisioned: all pods to come fit on nodes that are Ready',
      'Released: no nodes are asked for any more',
    ]);
    expect(ahead.said[0]).toMatchObject({ chunks: PEAK - PODS_PER_MACHINE, nodes: 3 });
    expect(behind.said).toEqual([]);
  });

  test('it did not take Karpenter’s word for room, which is given while the nodes still boot', () => {
    const fits = { type: 'Provisioning', status: 'True', reason: 'FitsExistingCapacity' };
    const first = ahead.said.find(({ conditions }) =>
      conditions.some(({ type, status }) => type === fits.type && status === fits.status),
    );

    expect(first?.phase).toBe('Requested');
    expect(first?.conditions).toMatchObject([
      { type: 'ReadyForProvisioning', status: 'True', reason: 'Resolved' },
      fits,
    ]);
  });

  test('the buffer shrank in the pass that raised the floor, and went in the one that raised it on', () => {
    const floors = writesTo(scene.plane, 'horizontalpodautoscalers', 'ahead').map(receivedAt);
    const buffers = writesTo(scene.plane, 'capacitybuffers', bufferOf('ahead'));
    const after = buffers.slice(1).map((write, index) => receivedAt(write) - (floors[index] ?? Number.NaN));

    expect(buffers.map(({ verb }) => verb)).toEqual(['create', 'patch', 'delete']);
    expect([...new Set(peak.said.map(({ chunks }) => chunks))]).toEqual([21, 7, 0]);
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

test('somebody else’s buffer of the same name is left alone, and the pods go first', async () => {
  const { plane } = scene;
  const url = `${PATHS.buffers}/${bufferOf('ahead')}`;
  const theirs = { replicas: 1, podTemplateRef: { name: 'theirs' } };
  const before = writesTo(plane, 'capacitybuffers', bufferOf('ahead')).length;
  await plane.api.create(PATHS.buffers, {
    apiVersion: 'autoscaling.x-k8s.io/v1beta1',
    kind: 'CapacityBuffer',
    metadata: { name: bufferOf('ahead') },
    spec: theirs,
  });
  const words = { replicas: PEAK + 1, startsInSeconds: 8, nodeLeadSeconds: 60 };
  await plane.kubectl.apply(aSurge('beside', 'ahead', words));

  expect(await untilPhase(plane, 'beside', 'Unavailable')).toMatchObject({
    chunks: 0,
    message: `CapacityBuffer ${bufferOf('ahead')} is not ours and is left alone: pods go first`,
    conditions: [],
  });
  await waitFor('the floor', async () => (await floorOf(plane, 'ahead')) === PEAK + 1);
  await cancelSurges(plane, 'beside');
  await untilHandedBack(plane);
  expect(await plane.api.get(url)).toMatchObject({ metadata: { generation: 1 }, spec: theirs });
  expect(writesTo(plane, 'capacitybuffers', bufferOf('ahead'))).toHaveLength(before);
});

test('a buffer whose surge was deleted while no controller ran goes when one runs again', async () => {
  const { plane } = scene;
  const words = { replicas: REPLICAS + PODS_PER_MACHINE, startsInSeconds: 600, nodeLeadSeconds: 900 };
  await plane.kubectl.apply(aSurge('forgotten', 'behind', words));
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
