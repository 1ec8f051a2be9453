import { beforeAll, expect, test } from 'vitest';
import { type ControlPlane, startControlPlane } from './support/control-plane.ts';
import { installDefinitions } from './support/definitions.ts';

let plane: ControlPlane;
beforeAll(async () => {
  plane = await startControlPlane();
  return () => plane.stop();
});

const SERVED = {
  forescale: '/apis/forescale.dev/v1alpha1/namespaces/default/surges',
  karpenter: '/apis/autoscaling.x-k8s.io/v1beta1/namespaces/default/capacitybuffers',
  keda: '/apis/keda.sh/v1alpha1/namespaces/default/scaledobjects',
} as const;

test.each(Object.entries(SERVED))('the definitions of %s are taken and served', async (source, path) => {
  await installDefinitions(plane, source as keyof typeof SERVED);

  expect(await plane.api.list(path)).toEqual([]);
});

test('a surge that core takes is taken by the real API server, and one without an end is not', async () => {
  const spec = {
    start: '2026-12-01T18:00:00Z',
    durationSeconds: 600,
    targets: [{ kind: 'HorizontalPodAutoscaler', name: 'web' }],
    demand: { replicas: 40 },
  };
  const surge = { apiVersion: 'forescale.dev/v1alpha1', kind: 'Surge', metadata: { name: 'push' }, spec };
  await plane.api.create(SERVED.forescale, surge);
  const { durationSeconds: _, ...endless } = spec;
  const refused = plane.api.create(SERVED.forescale, {
    ...surge,
    metadata: { name: 'endless' },
    spec: endless,
  });

  await expect(refused).rejects.toMatchObject({ status: 422 });
  expect(await plane.kubectl.run('get', 'surges', '-o', 'name')).toBe('surge.forescale.dev/push\n');
});
