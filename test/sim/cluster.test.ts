import { describe, expect, test } from 'vitest';
import { type Instant, plus, seconds } from '../../src/core/model/time.ts';
import { buildCluster, keyOfWorkload } from '../../src/sim/cluster.ts';
import type { ClusterSpec, WorkloadSpec } from '../../src/sim/cluster-spec.ts';
import { Engine } from '../../src/sim/engine.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { aClusterSpec, aWorkload, steady } from '../support/a-small-scenario.ts';
import { NOON, refusal } from '../support/an-api.ts';

const secondsIn = (count: number): Instant => plus(NOON, seconds(count));
/** The load there is after a minute. */
const after = (rps: number) => (at: Instant) => (at < secondsIn(60) ? 10 : rps);

function aCluster(workloads: readonly WorkloadSpec[], over: Partial<ClusterSpec> = {}, seed = 7) {
  const spec = aClusterSpec({ workloads, ...over });
  const cluster = buildCluster(spec, new Engine(NOON), seededRandom(seed));
  const countsAt = async (second: number): Promise<readonly number[]> => {
    await cluster.engine.runUntil(secondsIn(second));
    return workloads.map((workload) => cluster.pods.readyCountOf(keyOfWorkload(workload)));
  };
  return { ...cluster, countsAt };
}

test('begins with its nodes, without pods; all workloads come up', async () => {
  const { api, countsAt } = aCluster([
    aWorkload({ offeredRps: steady(10) }),
    aWorkload({ name: 'other', replicas: 3, hpa: undefined }),
  ]);
  expect(api.count('Node')).toBe(2);
  expect(await countsAt(0)).toEqual([0, 0]);
  expect(await countsAt(15)).toEqual([2, 3]);
});

describe('under load', () => {
  test('the HPA sees what its pods do, and no other workload’s', async () => {
    const { countsAt } = aCluster([
      aWorkload({ offeredRps: after(30) }),
      aWorkload({ name: 'other', offeredRps: steady(10) }),
    ]);
    expect(await countsAt(60)).toEqual([2, 2]);
    expect(await countsAt(300)).toEqual([5, 2]);
  });

  test('while nothing can be measured it does nothing', async () => {
    const outages = [{ from: secondsIn(30), until: secondsIn(200) }];
    const metrics = { ...aClusterSpec().metrics, outages };
    const { countsAt } = aCluster([aWorkload({ offeredRps: after(30) })], { metrics });
    expect(await countsAt(200)).toEqual([2]);
    expect(await countsAt(400)).toEqual([5]);
  });

  test('nodes come for pods that fit nowhere', async () => {
    const { api, countsAt } = aCluster([aWorkload({ replicas: 20, hpa: undefined })]);
    expect(await countsAt(30)).toEqual([14]);
    expect(await countsAt(120)).toEqual([20]);
    expect(api.count('Node')).toBe(3);
  });
});

test('budgets hold evictions back', async () => {
  const { pods, evictions, countsAt } = aCluster([
    aWorkload({ hpa: undefined, podDisruptionBudget: { maxUnavailable: 1 } }),
  ]);
  await countsAt(30);
  const [first, second] = [...pods.ofWorkload('news/app')].map(({ name }) => name);
  evictions.evict('news', first ?? '');
  expect(() => evictions.evict('news', second ?? '')).toThrow(
    refusal(429, 'TooManyRequests', "would violate the pod's disruption budget"),
  );
  expect(await countsAt(60)).toEqual([2]);
});

test('the same seed takes the same course, another seed another', async () => {
  const course = async (seed: number): Promise<readonly string[]> => {
    const { api, engine, countsAt } = aCluster([aWorkload({ offeredRps: after(100) })], {}, seed);
    const trace: string[] = [];
    api.watch('Pod', ({ type, object }) => trace.push(`${engine.now} ${type} ${object.metadata.name}`));
    await countsAt(300);
    return trace;
  };
  expect(await course(7)).toEqual(await course(7));
  expect(await course(7)).not.toEqual(await course(8));
});
