/** The scheduler's rule, by the cases of the Kubernetes documentation on init and sidecar containers. */
import { describe, expect, test } from 'vitest';
import type { Resources } from '../../src/core/model/room.ts';
import {
  amountsOf,
  type PodSpecWire,
  podRequests,
  podShapeOf,
  sumOf,
} from '../../src/resources/pod-requests.ts';

const asking = (cpu: string, memory = '0') => ({ resources: { requests: { cpu, memory } } });
const sidecar = (cpu: string) => ({ ...asking(cpu), restartPolicy: 'Always' });

const rows: Readonly<Record<string, readonly [PodSpecWire, Resources]>> = {
  'containers add up': [
    { containers: [asking('500m', '1Gi'), asking('0.25', '512Mi')] },
    { cpu: 750, memory: 1.5 * 2 ** 30 },
  ],
  'one that asks for nothing': [{ containers: [{}] }, {}],
  'devices are counted': [
    { containers: [{ resources: { requests: { 'nvidia.com/gpu': '2' } } }] },
    { 'nvidia.com/gpu': 2 },
  ],
  'the hungriest init container, when it asks for more than all': [
    { containers: [asking('100m')], initContainers: [asking('1'), asking('300m')] },
    { cpu: 1_000, memory: 0 },
  ],
  'each resource by itself': [
    { containers: [asking('100m', '2Gi')], initContainers: [asking('1', '1Gi')] },
    { cpu: 1_000, memory: 2 ** 31 },
  ],
  'a sidecar runs beside the containers': [
    { containers: [asking('100m')], initContainers: [sidecar('200m')] },
    { cpu: 300, memory: 0 },
  ],
  'a sidecar runs beside the init containers after it, not before it': [
    { containers: [asking('100m')], initContainers: [asking('400m'), sidecar('200m'), asking('300m')] },
    { cpu: 500, memory: 0 },
  ],
  'a request of the pod stands above its containers’': [
    { containers: [asking('500m', '1')], resources: { requests: { cpu: '300m' } } },
    { cpu: 300, memory: 1 },
  ],
  'the overhead of the runtime comes on top': [
    { containers: [asking('500m')], overhead: { cpu: '50m', memory: '1' } },
    { cpu: 550, memory: 1 },
  ],
};

test.each(Object.entries(rows))('%s', (_, [spec, want]) => {
  expect(podRequests(spec)).toEqual(want);
});

describe('amounts', () => {
  test('are whole, rounded up', () => {
    expect(amountsOf({ cpu: '0.0001', memory: '1.5', pods: '110' })).toEqual({
      cpu: 1,
      memory: 2,
      pods: 110,
    });
  });

  test('are not there for what is no quantity', () => {
    expect(amountsOf({ cpu: 'much', memory: undefined, pods: '4' })).toEqual({ pods: 4 });
  });

  test('add up by name', () => {
    expect(sumOf({ cpu: 1 }, { cpu: 2, pods: 1 })).toEqual({ cpu: 3, pods: 1 });
  });
});

test('the shape has selector and tolerations', () => {
  const tolerations = [{ key: 'spot', operator: 'Exists' }];
  const nodeSelector = { pool: 'web' };
  expect(podShapeOf({ containers: [asking('1')], nodeSelector, tolerations })).toEqual({
    requests: { cpu: 1_000, memory: 0 },
    nodeSelector,
    tolerations,
  });
  expect(podShapeOf({ containers: [] })).toEqual({ requests: {}, nodeSelector: {}, tolerations: [] });
});
