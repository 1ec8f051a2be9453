import { describe, expect, test } from 'vitest';
import { RECORD_ANNOTATION } from '../../../src/core/model/floor-record.ts';
import type { TargetRef } from '../../../src/core/model/target.ts';
import { Invalid } from '../../../src/ports/faults.ts';
import type { TargetPatch } from '../../../src/ports/targets.ts';
import {
  APPS,
  DEPLOYMENT_PATH,
  HPA_PATH,
  putApp,
  putHpa,
  SCALED_OBJECT_PATH,
  serveCommonTypes,
  serveKeda,
} from '../../support/a-news-app.ts';
import { aRecord } from '../../support/a-target.ts';
import { someClients } from '../../support/cached-clients.ts';

const APP: TargetRef = { kind: 'HorizontalPodAutoscaler', namespace: 'news', name: 'app' };
const SCALED: TargetRef = { ...APP, kind: 'ScaledObject' };
const DEPLOYMENT: TargetRef = { ...APP, kind: 'Deployment' };
const MARKED = { metadata: { annotations: { [RECORD_ANNOTATION]: 'even a torn one' } } };

/** Both ways to read give the same: each test runs on each. */
async function someTargets(how: 'cached' | 'live') {
  const parts = someClients();
  serveCommonTypes(parts.kube);
  putApp(parts.kube);
  putHpa(parts.kube);
  if (how === 'cached') await parts.start();
  const settle = () => parts.clock.settle();
  const targets = how === 'cached' ? parts.targets : parts.live.targets;
  /** With the version as it is. */
  const patch = async (ref: TargetRef, over: Partial<TargetPatch> = {}) => {
    const resourceVersion = (await targets.read(ref))?.resourceVersion ?? '';
    await targets.patch(ref, { resourceVersion, change: { min: 4 }, record: aRecord(), ...over });
  };
  return { ...parts, settle, targets, patch };
}

describe.each(['cached', 'live'] as const)('%s', (how) => {
  test('an HPA is read with the workload that it scales', async () => {
    const { targets } = await someTargets(how);
    expect(await targets.read(APP)).toMatchObject({
      ref: APP,
      lever: 'minReplicas',
      min: 2,
      max: 10,
      replicas: 2,
      readyReplicas: 2,
      minManager: 'owner',
      controlledBy: undefined,
    });
  });

  test('an HPA of any kind of workload that can be scaled', async () => {
    const { kube, targets, settle } = await someTargets(how);
    kube.serve(
      '/apis/example.com/v1',
      { name: 'gizmos', kind: 'Gizmo' },
      { name: 'gizmos/scale', kind: 'Scale' },
    );
    kube.put('/apis/example.com/v1/namespaces/news/gizmos/app', {
      spec: { replicas: 7 },
      status: { readyReplicas: 6 },
    });
    putHpa(kube, { scaleTargetRef: { apiVersion: 'example.com/v1', kind: 'Gizmo', name: 'app' } });
    await settle();
    expect(await targets.read(APP)).toMatchObject({ replicas: 7, readyReplicas: 6 });
  });

  test.each([
    ['is not there', { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gone' }],
    ['is of a kind that nobody serves', { apiVersion: 'example.com/v1', kind: 'Gizmo', name: 'app' }],
  ])('an HPA whose workload %s is no target', async (_, scaleTargetRef) => {
    const { kube, targets, settle } = await someTargets(how);
    putHpa(kube, { scaleTargetRef });
    await settle();
    expect(await targets.read(APP)).toBeUndefined();
  });

  test.each(['HorizontalPodAutoscaler', 'ScaledObject', 'Deployment', 'StatefulSet', 'Rollout'] as const)(
    'a %s that is not there is no target',
    async (kind) => {
      const { targets } = await someTargets(how);
      expect(await targets.read({ kind, namespace: 'news', name: 'other' })).toBeUndefined();
    },
  );

  describe('a workload', () => {
    test('that has an HPA is controlled by it', async () => {
      const { targets } = await someTargets(how);
      expect(await targets.read(DEPLOYMENT)).toMatchObject({ lever: 'replicas', min: 2, controlledBy: APP });
    });

    test('that has none is its own', async () => {
      const { kube, targets, settle } = await someTargets(how);
      kube.remove(HPA_PATH);
      await settle();
      expect(await targets.read(DEPLOYMENT)).toMatchObject({ controlledBy: undefined });
    });

    test('that KEDA scales is controlled by the ScaledObject, not by the HPA that KEDA made', async () => {
      const { kube, targets, settle, after } = await someTargets(how);
      serveKeda(kube);
      kube.put(SCALED_OBJECT_PATH, { spec: { scaleTargetRef: { name: 'app' }, minReplicaCount: 2 } });
      await after(1_300_000);
      await settle();
      expect(await targets.read(DEPLOYMENT)).toMatchObject({ controlledBy: SCALED });
      expect(await targets.read(SCALED)).toMatchObject({
        lever: 'minReplicaCount',
        min: 2,
        max: undefined,
        replicas: 2,
      });
    });
  });

  test('what carries a record is found, of every kind', async () => {
    const { kube, targets, settle } = await someTargets(how);
    kube.serve('/apis/argoproj.io/v1alpha1', { name: 'rollouts', kind: 'Rollout' });
    kube.put(HPA_PATH, MARKED);
    kube.put(DEPLOYMENT_PATH, MARKED);
    kube.put(`${APPS}/namespaces/news/statefulsets/db`, { ...MARKED, spec: {} });
    kube.put(`${APPS}/namespaces/news/deployments/other`, { spec: {} });
    kube.put('/apis/argoproj.io/v1alpha1/namespaces/news/rollouts/web', { ...MARKED, spec: {} });
    await settle();
    expect(await targets.listRecorded()).toEqual([
      APP,
      DEPLOYMENT,
      { kind: 'StatefulSet', namespace: 'news', name: 'db' },
      { kind: 'Rollout', namespace: 'news', name: 'web' },
    ]);
  });

  test('a copy of a record, on an HPA that KEDA made, is none', async () => {
    const { kube, targets, settle } = await someTargets(how);
    const owner = { kind: 'ScaledObject', name: 'app', uid: 'uid', controller: true };
    kube.put(HPA_PATH, { metadata: { ...MARKED.metadata, ownerReferences: [owner] } });
    await settle();
    expect(await targets.listRecorded()).toEqual([]);
    expect(await targets.read(APP)).toMatchObject({ controlledBy: SCALED, record: { kind: 'none' } });
  });

  test('bounds and record are one patch, guarded by the version that was read', async () => {
    const { kube, patch } = await someTargets(how);
    kube.requests.length = 0;
    await patch(APP, { change: { min: 4, max: 20 } });
    expect(kube.read(HPA_PATH)).toMatchObject({ spec: { minReplicas: 4, maxReplicas: 20 } });
    expect(kube.read(HPA_PATH)?.metadata['annotations']).toHaveProperty([RECORD_ANNOTATION]);
    expect(kube.requests.filter(({ method }) => method === 'PATCH')).toMatchObject([
      { path: HPA_PATH, query: { fieldManager: 'forescale', fieldValidation: 'Strict' } },
    ]);
  });

  test('what somebody wrote meanwhile is a conflict, and stands', async () => {
    const { kube, targets, settle } = await someTargets(how);
    const { resourceVersion = '' } = (await targets.read(APP)) ?? {};
    kube.put(HPA_PATH, { spec: { minReplicas: 3 } });
    const patch = targets.patch(APP, { resourceVersion, change: { min: 4 }, record: aRecord() });
    await expect(patch).rejects.toMatchObject({ name: 'Conflict' });
    await settle();
    expect(await targets.read(APP)).toMatchObject({ min: 3 });
  });

  test('of what is gone nothing can be written', async () => {
    const { kube, patch, targets, settle } = await someTargets(how);
    kube.remove(HPA_PATH);
    await settle();
    await expect(patch(APP)).rejects.toMatchObject({ name: 'NotFound' });
    await expect(targets.scale(APP, { from: 2, replicas: 4 })).rejects.toMatchObject({ name: 'NotFound' });
  });

  describe('replicas', () => {
    test.each([APP, DEPLOYMENT])('are written through /scale of the workload (%j)', async (ref) => {
      const { kube, targets } = await someTargets(how);
      await targets.scale(ref, { from: 2, replicas: 40 });
      expect(kube.read(DEPLOYMENT_PATH)).toMatchObject({ spec: { replicas: 40 } });
      expect(await targets.read(ref)).toMatchObject({ replicas: 40 });
      expect(kube.requests).toContainEqual(
        expect.objectContaining({ path: `${DEPLOYMENT_PATH}/scale`, patch: 'json' }),
      );
    });

    test('are written only from the count that was seen', async () => {
      const { kube, targets } = await someTargets(how);
      const scale = targets.scale(APP, { from: 3, replicas: 40 });
      await expect(scale).rejects.toMatchObject({ name: 'Conflict' });
      expect(kube.read(DEPLOYMENT_PATH)).toMatchObject({ spec: { replicas: 2 } });
    });

    test('wake a workload from zero', async () => {
      const { kube, targets } = await someTargets(how);
      putApp(kube, 0);
      await targets.scale(APP, { from: 0, replicas: 40 });
      expect(kube.read(DEPLOYMENT_PATH)).toMatchObject({ spec: { replicas: 40 } });
    });

    test('refused for another reason than the count are no conflict', async () => {
      const { kube, targets } = await someTargets(how);
      const fault = new Invalid('422 no more than 30 here');
      kube.failNext(({ method }) => method === 'PATCH', fault);
      await expect(targets.scale(APP, { from: 2, replicas: 40 })).rejects.toBe(fault);
    });

    test('of a workload that cannot be scaled', async () => {
      const { kube, targets, settle } = await someTargets(how);
      putHpa(kube, { scaleTargetRef: { apiVersion: 'example.com/v1', kind: 'Gizmo', name: 'app' } });
      await settle();
      await expect(targets.scale(APP, { from: 2, replicas: 4 })).rejects.toThrow(
        'a Gizmo, which this cluster cannot scale',
      );
    });
  });
});

test('a steady look at what is cached asks the server nothing', async () => {
  const { kube, targets } = await someTargets('cached');
  kube.requests.length = 0;
  for (let index = 0; index < 10; index += 1) await targets.read(APP);
  await targets.read(DEPLOYMENT);
  expect(kube.requests).toEqual([]);
});
