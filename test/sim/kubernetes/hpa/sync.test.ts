import { describe, expect, test } from 'vitest';
import { asMillis, plus, seconds } from '../../../../src/core/model/time.ts';
import { managerOf } from '../../../../src/resources/managed-fields.ts';
import { CPU_60, type HpaSpec, RPS_100, SmallCluster, START } from './small-cluster.ts';

const PUSH = plus(START, seconds(60));

interface Setup {
  readonly replicas: number;
  readonly hpa: HpaSpec;
  /** Of the whole workload, by its ready pods. */
  readonly rps?: (at: typeof START) => number;
}

/** New pods stay Pending; pods leave newest first. */
function clusterOf({ replicas, hpa, rps = () => 0 }: Setup): SmallCluster {
  const cluster: SmallCluster = new SmallCluster({
    readUsage: (workload, at) => {
      const each = rps(at) / cluster.pods.readyCountOf(workload);
      return { rps: each, cpuCores: Math.min(0.5, (each / 166.67) * 0.5) };
    },
  });
  cluster.addDeployment(replicas);
  cluster.addPods(0, replicas);
  cluster.api.watch('Deployment', ({ object }) => {
    const have = cluster.pods.countOf('default/web');
    cluster.addPods(have, object.spec.replicas, 'pending');
    for (let index = have - 1; index >= object.spec.replicas; index -= 1)
      cluster.api.delete('Pod', 'default', `web-${index}`);
  });
  cluster.addHpa(hpa);
  return cluster;
}

const counts = (cluster: SmallCluster) => cluster.steps.map(({ replicas }) => replicas);
const byRequests = (minReplicas: number, behavior?: HpaSpec['behavior']): HpaSpec => ({
  minReplicas,
  maxReplicas: 400,
  metrics: RPS_100,
  ...(behavior === undefined ? {} : { behavior }),
});

describe('up', () => {
  test('a requests metric doubles up to the highest recommendation of the window', async () => {
    const peakEnds = plus(PUSH, seconds(40));
    const rps = (at: typeof START) => (at < PUSH ? 1_000 : at < peakEnds ? 19_150 : 15_000);
    const cluster = clusterOf({ replicas: 10, hpa: byRequests(10), rps });
    await cluster.run(300);
    expect(counts(cluster)).toStrictEqual([20, 40, 80, 160, 192]);
    expect(cluster.steps.at(0)?.at).toBeLessThan(90.1);
  });

  test('CPU that saturates asks for 1.67 times the pods, and waits for them', async () => {
    const rps = (at: typeof START) => (at < PUSH ? 1_000 : 20_000);
    const hpa = { minReplicas: 10, maxReplicas: 400, metrics: CPU_60 };
    const cluster = clusterOf({ replicas: 10, hpa, rps });
    await cluster.run(300);
    expect(counts(cluster)).toStrictEqual([17]);
    expect(cluster.hpa.status).toMatchObject({
      currentReplicas: 17,
      desiredReplicas: 17,
      currentMetrics: [
        { type: 'Resource', resource: { current: { averageUtilization: 100, averageValue: '500m' } } },
      ],
    });
  });

  test('the write names its manager', async () => {
    const cluster = clusterOf({ replicas: 4, hpa: byRequests(9) });
    await cluster.run(20);
    expect(managerOf(cluster.api.get('Deployment', 'default', 'web').metadata, ['spec', 'replicas'])).toBe(
      'kube-controller-manager',
    );
  });

  test('a jump to the floor spends the budget of the policies', async () => {
    const policies = [{ type: 'Pods', value: 4, periodSeconds: 600 }];
    const rps = () => 6_000;
    const cluster = clusterOf({ replicas: 10, hpa: byRequests(20, { scaleUp: { policies } }), rps });
    await cluster.run(590);
    expect(counts(cluster)).toStrictEqual([20]);
    expect(cluster.condition('ScalingLimited')).toMatchObject({ status: 'True', reason: 'ScaleUpLimit' });
    await cluster.run(40);
    expect(counts(cluster)).toStrictEqual([20, 24]);
  });
});

describe('down', () => {
  test('a floor taken away is held for the default window, then let go in one step', async () => {
    const cluster = clusterOf({ replicas: 40, hpa: byRequests(40), rps: () => 1_000 });
    await cluster.run(15);
    cluster.patch('HorizontalPodAutoscaler', { minReplicas: 10 });
    await cluster.run(285);
    expect(counts(cluster)).toStrictEqual([]);
    await cluster.run(35);
    expect(counts(cluster)).toStrictEqual([10]);
  });

  test('after a hold longer than the window nothing cushions the fall', async () => {
    const cluster = clusterOf({ replicas: 40, hpa: byRequests(40), rps: () => 1_000 });
    await cluster.run(600);
    cluster.patch('HorizontalPodAutoscaler', { minReplicas: 10 });
    await cluster.run(15.02);
    expect(counts(cluster)).toStrictEqual([10]);
  });

  test('without a window it goes at once, by the policy', async () => {
    const policies = [{ type: 'Percent', value: 50, periodSeconds: 15 }];
    const scaleDown = { stabilizationWindowSeconds: 0, policies };
    const cluster = clusterOf({ replicas: 40, hpa: byRequests(10, { scaleDown }), rps: () => 1_000 });
    await cluster.run(60);
    expect(counts(cluster)).toStrictEqual([20, 10]);
  });

  test('never while the pipeline is down, nor before the first scrape after it', async () => {
    const cluster = clusterOf({ replicas: 40, hpa: byRequests(10), rps: () => 1_000 });
    cluster.metrics.failBetween(START, plus(START, seconds(900)));
    await cluster.run(900);
    expect(counts(cluster)).toStrictEqual([]);
    expect(cluster.condition('ScalingActive')).toMatchObject({
      status: 'False',
      reason: 'FailedGetPodsMetric',
    });
    await cluster.run(35);
    expect(counts(cluster)).toStrictEqual([10]);
    expect(cluster.condition('ScalingActive')).toMatchObject({ status: 'True' });
  });
});

test('at zero a raised floor wakes nobody', async () => {
  const cluster = clusterOf({ replicas: 0, hpa: byRequests(1) });
  await cluster.run(20);
  cluster.patch('HorizontalPodAutoscaler', { minReplicas: 40 });
  await cluster.run(60);
  expect(cluster.replicas).toBe(0);
  expect(cluster.condition('ScalingActive')).toMatchObject({ status: 'False', reason: 'ScalingDisabled' });
});

test('a steady state writes nothing', async () => {
  const cluster = clusterOf({ replicas: 10, hpa: byRequests(10), rps: () => 1_000 });
  await cluster.run(60);
  const { resourceVersion } = cluster.hpa.metadata;
  await cluster.run(600);
  expect(cluster.hpa.metadata.resourceVersion).toBe(resourceVersion);
});

describe('between the read and the write of a sync', () => {
  /** With a token every two seconds the write waits after the read. */
  function slowCluster(): SmallCluster {
    const cluster = new SmallCluster({ flags: { qps: 0.5, burst: 1 } });
    cluster.addDeployment(1);
    cluster.addHpa(byRequests(40));
    return cluster;
  }
  const step = (cluster: SmallCluster) => cluster.engine.runUntil(plus(cluster.engine.now, asMillis(500)));

  test('a target that changes is left for the next sync', async () => {
    const cluster = slowCluster();
    const refused = () => cluster.condition('AbleToScale')?.reason === 'FailedUpdateScale';
    while (!refused() && cluster.seconds < 20) {
      cluster.patch('Deployment', { template: { metadata: { labels: { at: String(cluster.seconds) } } } });
      await step(cluster);
    }
    expect(refused()).toBe(true);
    expect(cluster.replicas).toBe(1);
    await cluster.run(20);
    expect(cluster.replicas).toBe(40);
  });

  test('a target or an HPA that goes does not stop the loop', async () => {
    for (const gone of ['Deployment', 'HorizontalPodAutoscaler'] as const) {
      for (let wait = 0; wait < 36; wait += 1) {
        const cluster = slowCluster();
        await cluster.run(wait * 0.5);
        cluster.api.delete(gone, 'default', 'web');
        await cluster.run(20);
        if (gone === 'Deployment') cluster.addDeployment(1);
        else cluster.addHpa(byRequests(50));
        await cluster.run(40);
        expect(cluster.replicas).toBe(gone === 'Deployment' ? 40 : 50);
      }
    }
  });
});
