import { expect, test } from 'vitest';
import type { PodTemplate } from '../../../../src/sim/api/objects.ts';
import { cpuRequestOf } from '../../../../src/sim/kubernetes/hpa/pod-requests.ts';
import type { PodView } from '../../../../src/sim/kubernetes/workload-pods.ts';
import { SmallCluster } from './small-cluster.ts';

function podWith(...requests: (string | undefined)[]): PodView {
  const cluster = new SmallCluster();
  cluster.addPods(0, 1);
  const containers: PodTemplate['spec']['containers'] = requests.map((cpu, index) => ({
    name: `c${index}`,
    ...(cpu === undefined ? {} : { resources: { requests: { cpu } } }),
  }));
  cluster.api.update('Pod', 'default', 'web-0', 'owner', (pod) => ({ ...pod, spec: { containers } }));
  const [pod] = cluster.pods.ofWorkload('default/web');
  if (pod === undefined) throw new Error('no pod');
  return pod;
}

test.each([
  [['500m'], 500],
  [['1', '250m'], 1_250],
  [['0.1'], 100],
  [['500m', undefined], undefined],
  [['lots'], undefined],
])('containers that request %o request %o together', (requests, want) => {
  const pod = podWith(...requests);
  expect(cpuRequestOf(pod)).toBe(want);
  expect(cpuRequestOf(pod)).toBe(want);
});
