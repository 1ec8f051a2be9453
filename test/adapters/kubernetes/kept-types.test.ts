import { expect, test } from 'vitest';
import {
  KEPT_HPAS,
  KEPT_SCALED_OBJECTS,
  KEPT_SURGES,
  KEPT_WORKLOADS,
} from '../../../src/adapters/kubernetes/kept-types.ts';
import { recordPatch } from '../../../src/resources/target/annotations.ts';
import { hpaSnapshot } from '../../../src/resources/target/hpa.ts';
import { scaledObjectSnapshot } from '../../../src/resources/target/scaled-object.ts';
import { workloadSnapshot } from '../../../src/resources/target/workload.ts';
import { writtenBy } from '../../support/a-news-app.ts';
import { aRecord } from '../../support/a-target.ts';

const metadata = {
  name: 'app',
  namespace: 'news',
  uid: 'uid-1',
  resourceVersion: '7',
  generation: 3,
  creationTimestamp: '2026-11-22T11:00:00Z',
  labels: { app: 'app', team: 'news' },
  annotations: {
    ...(recordPatch(aRecord())['annotations'] as Record<string, string>),
    'forescale.dev/paused': 'true',
    'forescale.dev/profile': '{"rpsPerReplica":100}',
    'autoscaling.keda.sh/paused': 'true',
    'kubectl.kubernetes.io/last-applied-configuration': 'x'.repeat(2_000),
  },
  managedFields: [
    writtenBy('owner', ['spec', 'minReplicas']) as object,
    writtenBy('argocd', ['spec', 'maxReplicas']) as object,
    writtenBy('forescale', ['spec', 'behavior', 'scaleDown', 'stabilizationWindowSeconds']) as object,
    writtenBy('forescale', ['spec', 'replicas']) as object,
    writtenBy('keda', ['spec', 'minReplicaCount']) as object,
    writtenBy('kubelet', ['status', 'conditions']) as object,
  ],
};

const workload = {
  metadata,
  spec: { replicas: 4, template: { spec: { containers: [{ name: 'app', image: 'x'.repeat(500) }] } } },
  status: { replicas: 4, readyReplicas: 3, conditions: [{ type: 'Available', status: 'True' }] },
};
const hpa = {
  metadata: { ...metadata, ownerReferences: [{ apiVersion: 'v1', kind: 'Other', name: 'x', uid: 'y' }] },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
    minReplicas: 2,
    maxReplicas: 10,
    behavior: { scaleDown: { stabilizationWindowSeconds: 60 } },
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      },
    ],
  },
  status: {
    currentReplicas: 4,
    desiredReplicas: 4,
    currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 50 } } }],
    conditions: [{ type: 'AbleToScale', status: 'True', message: 'x'.repeat(300) }],
  },
};
const scaled = {
  metadata,
  spec: { scaleTargetRef: { name: 'app' }, minReplicaCount: 2, triggers: [{ type: 'cron' }] },
};

test('what is kept of an object says the same as the whole', () => {
  const kept = KEPT_WORKLOADS.Deployment.trim(workload);
  expect(hpaSnapshot(KEPT_HPAS.trim(hpa), kept)).toEqual(hpaSnapshot(hpa, workload));
  expect(workloadSnapshot(kept, 'Deployment', undefined)).toEqual(
    workloadSnapshot(workload, 'Deployment', undefined),
  );
  expect(scaledObjectSnapshot(KEPT_SCALED_OBJECTS.trim(scaled), kept)).toEqual(
    scaledObjectSnapshot(scaled, workload),
  );
});

test('a ScaledObject as the owner of an HPA is kept', () => {
  const owner = {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    name: 'app',
    uid: 'y',
    controller: true,
  };
  const owned = { ...hpa, metadata: { ...metadata, ownerReferences: [owner] } };
  const { controlledBy } = hpaSnapshot(KEPT_HPAS.trim(owned), workload);
  expect(controlledBy).toEqual({ kind: 'ScaledObject', namespace: 'news', name: 'app' });
});

test('nothing else is kept', () => {
  const size = (object: object): number => JSON.stringify(object).length;
  expect(size(KEPT_WORKLOADS.Deployment.trim(workload))).toBeLessThan(size(workload) / 3);
  expect(JSON.stringify(KEPT_HPAS.trim(hpa))).not.toMatch(/last-applied|kubelet|AbleToScale|team/);
});

test('of a Surge the event that it was made by is kept, and no other annotation', () => {
  const annotations = { 'forescale.dev/event-id': 'lunch', 'example.com/note': 'x'.repeat(2_000) };
  const kept = KEPT_SURGES.trim({ metadata: { ...metadata, annotations }, spec: {}, status: {} });
  expect(kept.metadata.annotations).toEqual({ 'forescale.dev/event-id': 'lunch' });
  expect(KEPT_SURGES.trim({ metadata, spec: {} }).metadata).not.toHaveProperty('annotations');
});
