import { expect, test } from 'vitest';
import { createPod } from '../../../src/sim/kubernetes/pod-creation.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aDeployment } from '../../support/kube-objects.ts';

test('a name that is taken is not drawn again', () => {
  const { api } = bareParts();
  const owner = aDeployment(api, 2);
  const names = [1, 1].map((seed) => createPod(api, owner, seededRandom(seed), 'test').metadata.name);
  expect(new Set(names).size).toBe(2);
});

test('a pod begins Pending, on no node', () => {
  const { api, random } = bareParts();
  const pod = createPod(api, aDeployment(api, 2), random, 'test');
  expect(pod).toMatchObject({
    metadata: { namespace: 'default', labels: { app: 'news-app' } },
    status: { phase: 'Pending', conditions: [] },
  });
  expect(pod.spec.nodeName).toBeUndefined();
});
