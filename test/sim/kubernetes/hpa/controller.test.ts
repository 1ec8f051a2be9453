import { describe, expect, test } from 'vitest';
import { RPS_100, SmallCluster } from './small-cluster.ts';

const floor = (minReplicas: number) => ({ minReplicas, maxReplicas: 400, metrics: RPS_100 });

function clusterOf(seed: number, names: readonly string[] = ['web']): SmallCluster {
  const cluster = new SmallCluster({ seed });
  for (const name of names) {
    cluster.addDeployment(1, name);
    cluster.addHpa(floor(1), name);
  }
  return cluster;
}

describe('the sync of an HPA', () => {
  test('takes a raised floor within a period, in one step, though there are no metrics', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const cluster = clusterOf(seed);
      await cluster.run(100);
      cluster.patch('HorizontalPodAutoscaler', { minReplicas: 40 });
      await cluster.run(15.02);
      expect(cluster.steps.map(({ replicas }) => replicas)).toStrictEqual([40]);
    }
  });

  test('is not brought forward by a change', async () => {
    const cluster = clusterOf(7);
    for (let count = 2; count <= 30; count += 1) {
      cluster.patch('HorizontalPodAutoscaler', { minReplicas: count });
      await cluster.run(5);
    }
    const gaps = cluster.steps.slice(1).map(({ at }, index) => at - (cluster.steps[index]?.at ?? 0));
    expect(gaps.length).toBe(9);
    for (const gap of gaps) expect(gap).toBeCloseTo(15.01, 5);
  });

  test('has a phase of its own, the same for the same seed', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `app-${index}`);
    const firsts = await Promise.all(
      [7, 7, 8].map(async (seed) => {
        const cluster = clusterOf(seed, names);
        for (const name of names) cluster.patch('HorizontalPodAutoscaler', { minReplicas: 2 }, name);
        await cluster.run(15);
        return cluster.steps;
      }),
    );
    expect(firsts[1]).toStrictEqual(firsts[0]);
    expect(firsts[2]).not.toStrictEqual(firsts[0]);
    const thirds = [0, 1, 2].map(
      (third) => firsts[0]?.filter(({ at }) => Math.floor(at / 5) === third).length,
    );
    for (const count of thirds) expect(count).toBeGreaterThan(6);
  });
});

describe('what is deleted does not stop the rest', () => {
  test('an HPA: forgotten, and found again when it is made anew', async () => {
    const cluster = clusterOf(7, ['web', 'other']);
    await cluster.run(20);
    cluster.api.delete('HorizontalPodAutoscaler', 'default', 'web');
    cluster.patch('HorizontalPodAutoscaler', { minReplicas: 5 }, 'other');
    await cluster.run(40);
    expect(cluster.steps.map(({ name }) => name)).toStrictEqual(['other']);
    cluster.addHpa(floor(3));
    await cluster.run(15.02);
    expect(cluster.replicas).toBe(3);
  });

  test('an HPA made anew while the old one is queued keeps one place in the queue', async () => {
    const cluster = clusterOf(7);
    await cluster.run(20);
    cluster.api.delete('HorizontalPodAutoscaler', 'default', 'web');
    cluster.addHpa(floor(3));
    await cluster.run(15.02);
    expect(cluster.replicas).toBe(3);
    for (let count = 4; count <= 40; count += 1) {
      cluster.patch('HorizontalPodAutoscaler', { minReplicas: count });
      await cluster.run(1);
    }
    expect(cluster.steps.length).toBeLessThanOrEqual(4);
  });

  test('a Deployment: the condition says so until it is back', async () => {
    const cluster = clusterOf(7);
    await cluster.run(20);
    cluster.api.delete('Deployment', 'default', 'web');
    await cluster.run(20);
    expect(cluster.condition('AbleToScale')).toMatchObject({ status: 'False', reason: 'FailedGetScale' });
    cluster.addDeployment(1);
    cluster.patch('HorizontalPodAutoscaler', { minReplicas: 6 });
    await cluster.run(15.02);
    expect(cluster.replicas).toBe(6);
    expect(cluster.condition('AbleToScale')).toMatchObject({ status: 'True', reason: 'SucceededRescale' });
  });
});

describe('a thousand HPAs on a client of 20 requests a second', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `app-${index}`);

  test('take 100 s when every floor is raised: 10 a second', async () => {
    const cluster = clusterOf(7, names);
    await cluster.run(120);
    for (const name of names) cluster.patch('HorizontalPodAutoscaler', { minReplicas: 3 }, name);
    await cluster.run(180);
    expect(cluster.steps).toHaveLength(1_000);
    const after = cluster.steps.map(({ at }) => at - 120);
    expect(after.at(-1)).toBeGreaterThan(95);
    expect(after.at(-1)).toBeLessThan(110);
    expect(after.at(500)).toBeGreaterThan(45);
    expect(after.at(500)).toBeLessThan(57);
  });

  test('have nothing left to write when /scale went ahead of them: 20 a second only look', async () => {
    const cluster = clusterOf(7, names);
    await cluster.run(120);
    for (const name of names) {
      cluster.patch('HorizontalPodAutoscaler', { minReplicas: 3 }, name);
      cluster.patch('Deployment', { replicas: 3 }, name);
    }
    await cluster.run(49);
    const seen = () => [...cluster.api.list('HorizontalPodAutoscaler')].filter(isAt(3)).length;
    expect(seen()).toBeGreaterThan(960);
    expect(seen()).toBeLessThan(1_000);
    await cluster.run(3);
    expect(seen()).toBe(1_000);
    expect(cluster.steps).toHaveLength(1_000);
  });

  const isAt = (count: number) => (hpa: SmallCluster['hpa']) => hpa.status?.currentReplicas === count;
});
