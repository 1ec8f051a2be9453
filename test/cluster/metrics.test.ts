import type { V1Deployment, V1Pod, V2HorizontalPodAutoscaler, V2MetricSpec } from '@kubernetes/client-node';
import { beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { serveMetrics } from './support/metrics-api.ts';
import { waitFor } from './support/wait.ts';
import { aDeployment, anHpa, cpuAt, podMetricAt } from './support/workloads.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const HPAS = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';

/** What comes to each workload, in millicores or requests a second; its pods share it. */
const LOAD: Readonly<Record<string, number>> = { busy: 320, asked: 600 };
const share = ({ metadata }: V1Pod, peers: readonly V1Pod[]) =>
  (LOAD[metadata?.labels?.['app'] ?? ''] ?? 0) / peers.length;

const FAST_HPA = [
  '--horizontal-pod-autoscaler-sync-period=2s',
  '--horizontal-pod-autoscaler-cpu-initialization-period=1s',
];

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane({ flags: { controllerManager: FAST_HPA } });
  await plane.addNodes(1);
  const metrics = await serveMetrics(plane, {
    cpu: share,
    custom: { requests_per_second: share },
    scrapeSeconds: 1,
  });
  return async () => {
    await metrics.stop();
    await plane.stop();
  };
});

const CASES: Readonly<Record<string, { readonly metric: V2MetricSpec; readonly want: number }>> = {
  // 4 pods of 100m at 80m, wanted at 40 %.
  busy: { metric: cpuAt(40), want: 8 },
  // 4 pods at 150 requests a second, wanted at 50.
  asked: { metric: podMetricAt('requests_per_second', 50), want: 12 },
};

test.each(Object.entries(CASES))(
  'the real HPA of %s follows what the test measures',
  async (name, { metric, want }) => {
    await plane.api.create(DEPLOYMENTS, aDeployment(name, { replicas: 4 }));
    await plane.api.create(HPAS, anHpa(name, { min: 2, max: 40, metrics: [metric] }));
    const readyReplicas = async () =>
      (await plane.api.get<V1Deployment>(`${DEPLOYMENTS}/${name}`)).status?.readyReplicas;
    await waitFor(`${want} ready pods`, async () => (await readyReplicas()) === want);
    const { status } = await plane.api.get<V2HorizontalPodAutoscaler>(`${HPAS}/${name}`);

    expect(status?.conditions?.find(({ type }) => type === 'ScalingActive')).toMatchObject({
      status: 'True',
    });
    expect(status?.desiredReplicas).toBe(want);
  },
);
