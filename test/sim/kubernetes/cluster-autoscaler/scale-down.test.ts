import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seconds } from '../../../../src/core/model/time.ts';
import { aSimCluster, between, type SimClusterOptions } from '../../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aNode, NEWS_APP, scale } from '../../../support/kube-objects.ts';

/** As many nodes as `initial` says, none of them asked for by the autoscaler, and `replicas` pods. */
function aCluster(initial: number, replicas: number, options: SimClusterOptions = {}) {
  const cluster = aSimCluster({ ...options, nodeGroup: { initial, ...options.nodeGroup } });
  aDeployment(cluster.api, replicas);
  const sizeAt = async (second: number): Promise<number> => {
    await cluster.runTo(second);
    return cluster.group.size;
  };
  return { ...cluster, sizeAt };
}

describe('empty nodes', () => {
  test('go after ten minutes, not before', async () => {
    const { sizeAt } = aCluster(5, 0);
    expect(await sizeAt(599)).toBe(5);
    expect(await sizeAt(620)).toBe(1);
  });

  test('go ten at a time', async () => {
    const { sizeAt } = aCluster(25, 0);
    const sizes = new Set<number>();
    for (let second = 600; second < 660; second += 1) sizes.add(await sizeAt(second));
    expect([...sizes]).toStrictEqual([25, 15, 5, 1]);
  });

  test('stay down to the minimum of the group', async () => {
    const { sizeAt } = aCluster(5, 0, { nodeGroup: { min: 3 } });
    expect(await sizeAt(3_000)).toBe(3);
  });

  test('count as gone while another one is still being drained', async () => {
    const delays = { podStart: between(0, 0), podStop: between(30, 30) };
    const { api, sizeAt } = aCluster(4, 4, { delays, nodeGroup: { min: 3 } });
    await sizeAt(618);
    scale(api, 1);
    expect(await sizeAt(1_500)).toBe(3);
  });

  test('stay for ten minutes after nodes were asked for', async () => {
    const { api, sizeAt } = aCluster(2, 14, { autoscaler: { scaleDownUnneededTime: seconds(60) } });
    await sizeAt(300);
    scale(api, 70);
    expect(await sizeAt(320)).toBe(10);
    scale(api, 3);
    expect(await sizeAt(899)).toBe(10);
    expect(await sizeAt(1_000)).toBe(1);
  });
});

describe('nodes with pods', () => {
  test('are drained one at a time, their pods stay in service but for one', async () => {
    const { pods, sizeAt } = aCluster(6, 6);
    const sizes: number[] = [];
    let leastReady = 6;
    for (let second = 600; second < 1_000; second += 1) {
      const size = await sizeAt(second);
      if (size !== sizes.at(-1)) sizes.push(size);
      leastReady = Math.min(leastReady, pods.readyCountOf(NEWS_APP));
    }
    expect(sizes).toStrictEqual([6, 5, 4, 3, 2, 1]);
    expect(leastReady).toBeGreaterThanOrEqual(3);
    expect(pods.unscheduledCount()).toBe(0);
  });

  test('stay while more than half of them is asked for', async () => {
    const { sizeAt } = aCluster(3, 12);
    expect(await sizeAt(7_200)).toBe(3);
  });

  test('stay where no budget allows an eviction', async () => {
    const { api, pods, sizeAt } = aCluster(6, 6);
    aBudget(api, { maxUnavailable: 0 });
    await sizeAt(60);
    const names = [...pods.ofWorkload(NEWS_APP)].map(({ name }) => name);
    expect(names).toHaveLength(6);
    expect(await sizeAt(7_200)).toBe(6);
    expect(names.every((name) => pods.find('default', name) !== undefined)).toBe(true);
  });

  test('stay for three minutes after the drain of another one failed', async () => {
    const { api, pods, sizeAt } = aCluster(6, 1);
    for (let index = 1; index < 6; index += 1) aDeployment(api, 1, { name: `app-${index}` });
    // A budget for the pod on the node comes up between the decision to drain it and the drain.
    const stop = api.watch('Node', ({ object: { metadata, spec } }) => {
      if (spec.taints?.some(({ effect }) => effect === 'NoSchedule') !== true) return;
      const [pod] = [...pods.onNode(metadata.name)];
      aBudget(api, { maxUnavailable: 0 }, 'budget', pod?.workload.replace('default/', ''));
      stop();
    });
    expect(await sizeAt(900)).toBe(6);
    expect(await sizeAt(960)).toBeLessThan(6);
    expect(await sizeAt(3_000)).toBe(1);
  });

  test('that are not of the group are no business of the autoscaler, but take pods', async () => {
    const { api, sizeAt } = aCluster(2, 4, { nodeGroup: { min: 0 } });
    for (const name of ['foreign', 'spare']) aNode(api, name, { cpu: '64', memory: '256Gi' });
    expect(await sizeAt(3_000)).toBe(0);
    for (const name of ['foreign', 'spare']) expect(api.get('Node', '', name).spec).toStrictEqual({});
  });
});

test('an unneeded node is avoided by new pods once the autoscaler may remove it', async () => {
  const { api, nodes, sizeAt } = aCluster(3, 4, { autoscaler: { scaleDownUtilizationThreshold: 0.3 } });
  await sizeAt(300);
  const emptiest = [...nodes.all()].filter(({ shunned }) => shunned);
  expect(emptiest.length).toBeGreaterThan(0);
  scale(api, 8);
  await sizeAt(310);
  for (const { name } of emptiest) expect(nodes.podsOf(NEWS_APP, name)).toBeLessThanOrEqual(2);
});

const change = fc.record({ after: fc.integer({ min: 1, max: 900 }), to: fc.integer({ min: 0, max: 80 }) });

test('whatever is asked for, the group stays within its bounds and all pods run in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(change, { maxLength: 6 }), async (seed, changes) => {
      const { engine, api, pods, group, sizeAt } = aCluster(3, 10, { seed, nodeGroup: { min: 2, max: 12 } });
      const seen: number[] = [];
      api.watch('Node', () => seen.push(group.size));
      let second = 60;
      for (const { after, to } of changes) {
        second += after;
        await sizeAt(second);
        scale(api, to);
      }
      await sizeAt(second + 400);
      expect(pods.unscheduledCount()).toBe(0);
      await sizeAt(second + 3_600);
      const replicas = changes.at(-1)?.to ?? 10;
      expect(pods.readyCountOf(NEWS_APP)).toBe(replicas);
      expect(seen.every((size) => size >= 1 && size <= 12)).toBe(true);
      expect(group.size).toBeGreaterThanOrEqual(2);
      expect(group.size).toBeLessThanOrEqual(Math.max(2, Math.ceil(replicas / 4) + 1));
      expect(engine.now).toBeGreaterThan(0);
    }),
    { numRuns: 25 },
  );
});

test('scaling down takes no workload below its budget', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.integer({ min: 3, max: 12 }),
      fc.integer({ min: 1, max: 3 }),
      async (seed, replicas, maxUnavailable) => {
        const { api, pods, group, sizeAt } = aCluster(12, replicas, { seed });
        aBudget(api, { maxUnavailable });
        await sizeAt(120);
        let least = replicas;
        pods.onReadiness(() => {
          least = Math.min(least, pods.readyCountOf(NEWS_APP));
        });
        await sizeAt(7_200);
        expect(least).toBeGreaterThanOrEqual(replicas - maxUnavailable);
        expect(group.size).toBeLessThan(12);
      },
    ),
    { numRuns: 20 },
  );
});
