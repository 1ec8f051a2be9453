import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../src/sim/random.ts';
import { aSimCluster, between, type SimClusterOptions, secondsIn } from '../../../support/a-sim-cluster.ts';
import { aBuffer, aDeployment, NEWS_APP, scale } from '../../../support/kube-objects.ts';

/** Ten pods on two nodes, settled before the test begins at second 600. */
async function settled(options: SimClusterOptions = {}) {
  const cluster = aSimCluster({ ...options, nodeGroup: { min: 2, ...options.nodeGroup } });
  aDeployment(cluster.api, 10);
  await cluster.runTo(600);
  const nodesAt = async (second: number): Promise<number> => {
    await cluster.runTo(600 + second);
    return cluster.group.size;
  };
  return { ...cluster, nodesAt };
}

describe('the push that real parts were put through', () => {
  // desired replicas, and what the scan after them made of the nodes: 6, 26, 66, 146 and 178 pods had none.
  const STEPS = [
    [0, 20, 3],
    [15, 40, 6],
    [30, 80, 12],
    [45, 160, 23],
    [60, 192, 28],
  ] as const;

  test.each([1, 2, 3, 4, 5])('asks for the same nodes, seed %i', async (seed) => {
    const { api, pods, nodesAt, readyNodes } = await settled({ seed });
    for (const [second, replicas, want] of STEPS) {
      await nodesAt(second);
      scale(api, replicas);
      expect(await nodesAt(second + 14)).toBe(want);
    }
    expect(readyNodes()).toBeLessThan(28);
    await nodesAt(60 + 15 + 120);
    expect([readyNodes(), pods.unscheduledCount()]).toStrictEqual([28, 0]);
    expect(await nodesAt(600)).toBe(28);
    expect(pods.readyCountOf(NEWS_APP)).toBe(192);
  });
});

test.each([
  ['a second before a scan waits for the next one', 1, [2, 3]],
  ['three seconds before a scan does not', 3, [3, 3]],
])('a pod created %s', async (_, before, want) => {
  const { api, nodesAt } = await settled({ seed: 7 });
  const phase = seededRandom(7).fork('cluster-autoscaler').between(0, 10_000) / 1_000;
  await nodesAt(phase + 10 - before);
  scale(api, 15);
  expect([await nodesAt(phase + 10.1), await nodesAt(phase + 20.1)]).toStrictEqual(want);
});

describe('limits', () => {
  test('the maximum of the group', async () => {
    const { api, pods, nodesAt } = await settled({ nodeGroup: { max: 4 } });
    scale(api, 100);
    expect(await nodesAt(600)).toBe(4);
    expect(pods.unscheduledCount()).toBe(100 - 28);
  });

  test('no node is asked for when none would help', async () => {
    const { api, nodesAt } = await settled();
    aDeployment(api, 1, { name: 'huge', cpu: '8' });
    expect(await nodesAt(600)).toBe(2);
  });

  test.each([
    [4, 5],
    [10, 15],
    [30, 35],
    [40, 65],
  ])('out of capacity for %i minutes: a node after %i', async (lasts, comes) => {
    const from = secondsIn(600);
    const outOfCapacity = [{ from, until: secondsIn(600 + lasts * 60) }];
    const { api, nodesAt } = await settled({ nodeGroup: { outOfCapacity } });
    scale(api, 15);
    expect(await nodesAt(comes * 60 - 1)).toBe(2);
    // Each failure comes up to a scan after the end of the back-off before it.
    expect(await nodesAt(comes * 60 + 60)).toBe(3);
  });

  test('a node that does not come in time is given back, and the group left alone for a while', async () => {
    const { api, nodesAt } = await settled({ nodeGroup: { boot: between(2_000, 2_000) } });
    scale(api, 15);
    expect(await nodesAt(15)).toBe(3);
    expect(await nodesAt(890)).toBe(3);
    expect(await nodesAt(920)).toBe(2);
    expect(await nodesAt(1_190)).toBe(2);
    expect(await nodesAt(1_230)).toBe(3);
  });
});

describe('a CapacityBuffer', () => {
  test('of 110 pods: sixteen nodes beside the two, four pods fit already', async () => {
    const { api, nodesAt } = await settled();
    aBuffer(api, 110);
    expect(await nodesAt(11)).toBe(18);
    const conditions = api.get('CapacityBuffer', 'default', 'buffer').status?.conditions ?? [];
    expect(conditions.map(({ type, status }) => `${type} ${status}`)).toStrictEqual([
      'ReadyForProvisioning True',
      'Provisioning True',
    ]);
    expect(await nodesAt(3_000)).toBe(18);
  });

  test('refills as pods take its place', async () => {
    const { api, pods, nodesAt } = await settled();
    aBuffer(api, 110);
    await nodesAt(300);
    scale(api, 80);
    expect(await nodesAt(330)).toBe(28);
    expect(pods.unscheduledCount()).toBe(0);
  });

  test('that shrinks with the pods that come asks for nothing more', async () => {
    const { api, nodesAt } = await settled();
    aBuffer(api, 110);
    await nodesAt(300);
    api.patch('CapacityBuffer', 'default', 'buffer', { spec: { replicas: 40 } }, { manager: 'test' });
    scale(api, 80);
    expect(await nodesAt(800)).toBe(18);
  });

  test('gives the nodes back when it is gone', async () => {
    const { api, nodesAt } = await settled();
    aBuffer(api, 110);
    await nodesAt(300);
    api.delete('CapacityBuffer', 'default', 'buffer');
    expect(await nodesAt(890)).toBe(18);
    // The node with the last pod of the buffer was looked at in vain and is not looked at again for five minutes.
    expect(await nodesAt(1_000)).toBe(3);
    expect(await nodesAt(1_300)).toBe(2);
  });

  test('is not looked at where the feature is off', async () => {
    const { api, nodesAt } = await settled({ autoscaler: { capacityBuffers: false } });
    aBuffer(api, 110);
    expect(await nodesAt(60)).toBe(2);
    expect(api.get('CapacityBuffer', 'default', 'buffer').status).toBeUndefined();
  });
});

test('nodes come again after an outage that a success has ended: the next one backs off for five minutes', async () => {
  const window = (from: number, to: number) => ({ from: secondsIn(from), until: secondsIn(to) });
  const outOfCapacity = [window(600, 840), window(3_000, 3_060)];
  const { api, runTo, group } = await settled({ nodeGroup: { outOfCapacity } });
  scale(api, 15);
  await runTo(2_900);
  expect(group.size).toBe(3);
  await runTo(3_000);
  scale(api, 29);
  await runTo(3_000 + 290);
  expect(group.size).toBe(3);
  await runTo(3_000 + 330);
  expect(group.size).toBe(5);
});
