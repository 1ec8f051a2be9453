import { expect, test } from 'vitest';
import { KEPT_PODS, type KeptPod } from '../../../src/adapters/kubernetes/kept-pods.ts';
import { realisticPods } from '../../bench/realistic-pods.ts';

const trimmed = realisticPods(300).map((pod) => KEPT_PODS.trim(pod as KeptPod));
const [first, , , ...others] = trimmed;
const sibling = others[97];

test('a pod keeps who it is, where it stands, what it asks and how it is', () => {
  expect(first).toMatchObject({
    metadata: { name: 'app-0-qcxfcw-mh34', namespace: 'team-0', labels: { app: 'app-0' } },
    spec: {
      nodeName: 'ip-10-0-0-17.eu-central-1.compute.internal',
      containers: [
        { name: 'app', resources: { requests: { cpu: '500m', memory: '512Mi' } } },
        { name: 'proxy' },
      ],
    },
    status: {
      phase: 'Running',
      conditions: expect.arrayContaining([expect.objectContaining({ type: 'Ready' })]),
    },
  });
});

test('and nothing of what is large and not asked for', () => {
  const text = JSON.stringify(first);
  for (const field of [
    'managedFields',
    'env',
    'image',
    'readinessProbe',
    'volumes',
    'containerStatuses',
    'checksum',
  ])
    expect(text).not.toContain(`"${field}`);
});

test('pods of one template share what it says', () => {
  expect(sibling?.metadata.labels).toBe(first?.metadata.labels);
  expect(sibling?.metadata.ownerReferences).toBe(first?.metadata.ownerReferences);
  expect(sibling?.spec.containers).toBe(first?.spec.containers);
  expect(sibling?.metadata.uid).not.toBe(first?.metadata.uid);
});
