/** Seen through the Deployment controller, which is the only one that hands counts down. */
import { describe, expect, test } from 'vitest';
import { between, parseInstant, toSeconds } from '../../../src/core/model/time.ts';
import { AT_ONCE, aSimCluster, secondsIn } from '../../support/a-sim-cluster.ts';
import { aDeployment, NEWS_APP, scale } from '../../support/kube-objects.ts';

/** Room for everything, no delays but those of the controllers. */
const aRoomyCluster = (seed = 7) =>
  aSimCluster({
    seed,
    nodeGroup: { initial: 5, min: 5, allocatable: { cpu: '1000', memory: '4Ti', pods: '1000' } },
    delays: AT_ONCE,
  });

describe('the request limit of the client', () => {
  test('lets one Deployment have 150 pods in seconds', async () => {
    const { api, pods, runTo } = aRoomyCluster();
    aDeployment(api, 10);
    await runTo(600);
    scale(api, 160);
    const counts: number[] = [];
    for (const second of [0, 1, 4, 7]) {
      await runTo(600 + second);
      counts.push(pods.countOf(NEWS_APP));
    }
    // Of the 30 requests saved up a few go to the sender of events, which asks for one at a time beside batches of
    // 1, 2, 4 and so on.
    expect(counts[0]).toBeGreaterThanOrEqual(10 + 24);
    expect(counts[0]).toBeLessThanOrEqual(10 + 28);
    expect(counts[2]).toBeGreaterThan(100);
    expect(counts[3]).toBe(160);
  });

  test('makes a thousand Deployments wait four minutes for two pods each', async () => {
    const { api, runTo } = aRoomyCluster();
    const names = Array.from({ length: 1_000 }, (_, index) => `app-${index}`);
    for (const name of names) aDeployment(api, 1, { name });
    await runTo(1_000);
    for (const name of names) scale(api, 3, name);
    await runTo(2_000);
    const created = [...api.list('Pod')]
      .flatMap(({ metadata }) => parseInstant(metadata.creationTimestamp) ?? [])
      .map((at) => toSeconds(between(secondsIn(1_000), at)))
      .filter((after) => after >= 0);
    expect(created).toHaveLength(2_000);
    // Measured on real parts: 240, 240, 241 and 278 s.
    expect(Math.max(...created)).toBeGreaterThan(200);
    expect(Math.max(...created)).toBeLessThan(290);
  });
});

test('a seed replays the same pods, another one draws other names', async () => {
  const play = async (seed: number): Promise<string[]> => {
    const { api, pods, runTo } = aRoomyCluster(seed);
    aDeployment(api, 20);
    await runTo(20);
    scale(api, 7);
    await runTo(40);
    return [...pods.ofWorkload(NEWS_APP)].map(({ name }) => name);
  };
  expect(await play(7)).toStrictEqual(await play(7));
  expect(await play(8)).not.toStrictEqual(await play(7));
});
