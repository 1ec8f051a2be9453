import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deletePod } from '../../../src/sim/kubernetes/pod-deletion.ts';
import { AT_ONCE, aSimCluster, between } from '../../support/a-sim-cluster.ts';
import { aDeployment, NEWS_APP, scale } from '../../support/kube-objects.ts';

const ROOMY = { initial: 5, min: 5, allocatable: { cpu: '1000', memory: '4Ti', pods: '1000' } };

/** Room for everything, no delays but those of the controllers. */
const aRoomyCluster = (seed?: number) =>
  aSimCluster({ ...(seed === undefined ? {} : { seed }), nodeGroup: ROOMY, delays: AT_ONCE });

describe('pods of a Deployment', () => {
  test('come with its labels, its template and a controller reference', async () => {
    const { api, pods, runTo } = aRoomyCluster();
    const { metadata, spec } = aDeployment(api, 3);
    await runTo(1);
    const names = [...pods.ofWorkload(NEWS_APP)].map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    for (const { name, object } of pods.ofWorkload(NEWS_APP)) {
      expect(name).toMatch(/^news-app-[a-z0-9]{5}$/);
      expect(object.metadata.labels).toStrictEqual({ app: 'news-app' });
      expect(object.metadata.ownerReferences).toMatchObject([{ uid: metadata.uid, controller: true }]);
      expect(object.spec.containers).toBe(spec.template.spec.containers);
    }
  });

  test.each([
    ['more', 3, 8],
    ['fewer', 8, 3],
    ['none', 3, 0],
    ['more than one sync makes', 0, 620],
  ])('become %s', async (_, from, to) => {
    const { api, pods, runTo } = aRoomyCluster();
    aDeployment(api, from);
    await runTo(60);
    scale(api, to);
    await runTo(120);
    expect(pods.readyCountOf(NEWS_APP)).toBe(to);
  });

  test('are replaced when they go, at once and without waiting for the end of their grace', async () => {
    const parts = aSimCluster({ nodeGroup: ROOMY, delays: { ...AT_ONCE, podStop: between(20, 20) } });
    aDeployment(parts.api, 3);
    await parts.runTo(10);
    const [first] = [...parts.pods.ofWorkload(NEWS_APP)];
    if (first !== undefined) deletePod(parts, first.object, 'test');
    await parts.runTo(11);
    expect([parts.pods.countOf(NEWS_APP), parts.pods.readyCountOf(NEWS_APP)]).toStrictEqual([4, 3]);
    await parts.runTo(31);
    expect(parts.pods.countOf(NEWS_APP)).toBe(3);
  });

  test('go with it', async () => {
    const { api, pods, runTo } = aRoomyCluster();
    aDeployment(api, 3);
    await runTo(10);
    api.delete('Deployment', 'default', 'news-app');
    await runTo(20);
    expect(pods.countOf(NEWS_APP)).toBe(0);
  });
});

describe('status', () => {
  test('follows spec and pods', async () => {
    const delays = { ...AT_ONCE, podStart: between(20, 20) };
    const { api, runTo } = aSimCluster({ nodeGroup: ROOMY, delays });
    aDeployment(api, 3);
    const status = () => api.get('Deployment', 'default', 'news-app').status;
    await runTo(10);
    const counted = (observedGeneration: number, replicas: number, ready: number) => ({
      observedGeneration,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: ready,
      availableReplicas: ready,
    });
    expect(status()).toStrictEqual(counted(1, 3, 0));
    await runTo(21);
    expect(status()).toStrictEqual(counted(1, 3, 3));
    scale(api, 5);
    await runTo(25);
    expect(status()).toStrictEqual(counted(2, 5, 3));
  });

  test('is written only when it changes', async () => {
    const { api, runTo } = aRoomyCluster();
    aDeployment(api, 3);
    await runTo(10);
    const { resourceVersion } = api.get('Deployment', 'default', 'news-app').metadata;
    await runTo(3_000);
    expect(api.get('Deployment', 'default', 'news-app').metadata.resourceVersion).toBe(resourceVersion);
  });
});

test('however its count is changed, the last one wins', async () => {
  const change = fc.record({ at: fc.integer({ min: 0, max: 120 }), to: fc.integer({ min: 0, max: 60 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { api, pods, runTo } = aSimCluster({ nodeGroup: ROOMY });
      aDeployment(api, 5);
      for (const { at, to } of changes.toSorted((a, b) => a.at - b.at)) {
        await runTo(at);
        scale(api, to);
      }
      const { replicas } = api.get('Deployment', 'default', 'news-app').spec;
      await runTo(300);
      expect([pods.countOf(NEWS_APP), pods.readyCountOf(NEWS_APP)]).toStrictEqual([replicas, replicas]);
    }),
    { numRuns: 30 },
  );
});
