import { describe, expect, test } from 'vitest';
import { areAllNew, pendingDemands } from '../../../../src/sim/kubernetes/cluster-autoscaler/pending-pods.ts';
import { Scheduler } from '../../../../src/sim/kubernetes/scheduler.ts';
import { bareParts, START, secondsIn } from '../../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod } from '../../../support/kube-objects.ts';

const REQUEST = { milliCpu: 500, memoryBytes: 0, pods: 1 };

test('pods of one shape are one demand; pods the scheduler has not refused are none', async () => {
  const { runTo, ...parts } = bareParts();
  const small = aDeployment(parts.api, 0);
  const big = aDeployment(parts.api, 0, { name: 'big', cpu: '2' });
  aPod(parts.api, small, 'p1');
  aPod(parts.api, big, 'p2');
  new Scheduler(parts);
  expect(pendingDemands(parts.pods)).toStrictEqual([]);
  await runTo(5);
  aPod(parts.api, small, 'p3');
  aNode(parts.api, 'full', { cpu: '1m' });
  await runTo(6);
  expect(pendingDemands(parts.pods)).toMatchObject([
    { request: { milliCpu: 500 }, count: 2, createdAt: [START, secondsIn(5)] },
    { request: { milliCpu: 2_000 }, count: 1, createdAt: [START] },
  ]);
});

describe('areAllNew', () => {
  test.each([
    ['all younger than two seconds', [[8.5, 9]], true],
    ['one of them older', [[7, 9]], false],
    ['another shape older', [[9], [7]], false],
    ['pods of a buffer', [[9], []], false],
  ])('%s', (_, created, want) => {
    const demands = created.map((ages) => ({
      request: REQUEST,
      count: 1,
      createdAt: ages.map((second) => secondsIn(second)),
    }));
    expect(areAllNew(demands, secondsIn(10))).toBe(want);
  });
});
