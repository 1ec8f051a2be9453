import { describe, expect, test } from 'vitest';
import { CapacityBuffers } from '../../../../src/sim/kubernetes/cluster-autoscaler/capacity-buffers.ts';
import { bareParts } from '../../../support/a-sim-cluster.ts';
import { aBuffer, aDeployment } from '../../../support/kube-objects.ts';

function withBuffer(replicas: number, workload: string | undefined) {
  const parts = bareParts();
  if (workload !== undefined) aDeployment(parts.api, 1, { name: workload, cpu: '250m' });
  aBuffer(parts.api, replicas);
  const buffers = new CapacityBuffers(parts);
  return { ...parts, buffers, status: () => parts.api.get('CapacityBuffer', 'default', 'buffer').status };
}

describe('CapacityBuffers', () => {
  test.each([
    ['of a workload', 5, 'news-app', 5, ['True', 'True', 'FakePodsInjected']],
    ['that is empty', 0, 'news-app', 0, ['True', 'False', 'BufferIsEmpty']],
    ['of a workload that is not there', 5, 'other', 0, ['False', 'False', 'NotReadyForProvisioning']],
  ] as const)('a buffer %s', (_, replicas, workload, count, want) => {
    const { buffers, status } = withBuffer(replicas, workload);
    const demands = buffers.collect();
    expect(demands.reduce((sum, demand) => sum + demand.count, 0)).toBe(count);
    const [ready, provisioning] = status()?.conditions ?? [];
    expect([ready?.type, provisioning?.type]).toStrictEqual(['ReadyForProvisioning', 'Provisioning']);
    expect([ready?.status, provisioning?.status, provisioning?.reason]).toStrictEqual(want);
    expect(status()?.replicas).toBe(count);
  });

  test('has the shape of its workload', () => {
    const { buffers } = withBuffer(5, 'news-app');
    expect(buffers.collect()).toMatchObject([
      { request: { milliCpu: 250, pods: 1 }, count: 5, createdAt: [] },
    ]);
  });

  test('is written only when its status changes, and keeps the time of the change', async () => {
    const { api, buffers, status, runTo } = withBuffer(5, 'news-app');
    buffers.collect();
    const { resourceVersion } = api.get('CapacityBuffer', 'default', 'buffer').metadata;
    await runTo(60);
    buffers.collect();
    expect(api.get('CapacityBuffer', 'default', 'buffer').metadata.resourceVersion).toBe(resourceVersion);
    api.patch('CapacityBuffer', 'default', 'buffer', { spec: { replicas: 0 } }, { manager: 'test' });
    buffers.collect();
    expect(status()?.conditions?.map(({ lastTransitionTime }) => lastTransitionTime)).toStrictEqual([
      '2026-11-22T18:00:00.000Z',
      '2026-11-22T18:01:00.000Z',
    ]);
  });
});
