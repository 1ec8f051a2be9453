import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/resources/json.ts';
import { buildCluster } from '../../../src/sim/cluster.ts';
import type { WorkloadSpec } from '../../../src/sim/cluster-spec.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { rememberIntent } from '../../../src/sim/play/intent.ts';
import { seededRandom } from '../../../src/sim/random.ts';
import { aClusterSpec, aWorkload, OVER } from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

const BY_US = { manager: 'forescale' };

function remember(workloads: readonly WorkloadSpec[] = [aWorkload()]) {
  const cluster = buildCluster(aClusterSpec({ workloads }), new Engine(NOON), seededRandom(7));
  const isRestored = rememberIntent(cluster, workloads);
  const patch = (kind: 'HorizontalPodAutoscaler' | 'Deployment', body: JsonObject, name = 'app'): unknown =>
    cluster.api.patch(kind, 'news', name, body, BY_US);
  return { cluster, isRestored, patch };
}

test('what nobody touched is as its owner wants it', () => {
  expect(remember().isRestored()).toBe(true);
});

describe('an HPA', () => {
  const leftovers: Readonly<Record<string, JsonObject>> = {
    'a floor': { spec: { minReplicas: 3 } },
    'a maximum': { spec: { maxReplicas: 21 } },
    'a window': { spec: { behavior: { scaleDown: { stabilizationWindowSeconds: 30 } } } },
    'a record': { metadata: { annotations: { 'forescale.dev/floor': '{}' } } },
    'a profile that is gone': { metadata: { annotations: { 'forescale.dev/profile': null } } },
  };
  test.each(Object.entries(leftovers))('with %s left over is not', (_, body) => {
    const { isRestored, patch } = remember();
    patch('HorizontalPodAutoscaler', body);
    expect(isRestored()).toBe(false);
  });

  test('is again when all of it is taken back', () => {
    const { isRestored, patch } = remember();
    const floor = { 'forescale.dev/floor': '{}' };
    patch('HorizontalPodAutoscaler', { spec: { minReplicas: 3 }, metadata: { annotations: floor } });
    const taken = { 'forescale.dev/floor': null };
    patch('HorizontalPodAutoscaler', { spec: { minReplicas: 2 }, metadata: { annotations: taken } });
    expect(isRestored()).toBe(true);
  });

  test('decides on the replicas itself: they are no business of the owner', () => {
    const { isRestored, patch } = remember();
    patch('Deployment', { spec: { replicas: 9 } });
    expect(isRestored()).toBe(true);
  });

  test('that is gone is not', () => {
    const { cluster, isRestored } = remember();
    cluster.api.delete('HorizontalPodAutoscaler', 'news', 'app');
    expect(isRestored()).toBe(false);
  });
});

describe('a workload without an HPA', () => {
  const leftovers: Readonly<Record<string, JsonObject>> = {
    replicas: { spec: { replicas: 3 } },
    'a record': { metadata: { annotations: { 'forescale.dev/floor': '{}' } } },
  };
  test.each(Object.entries(leftovers))('with %s left over is not', (_, body) => {
    const { isRestored, patch } = remember([aWorkload({ hpa: undefined })]);
    expect(isRestored()).toBe(true);
    patch('Deployment', body);
    expect(isRestored()).toBe(false);
  });
});

test('one of several is enough', () => {
  const { isRestored, patch } = remember([aWorkload(), aWorkload({ name: 'other' })]);
  patch('HorizontalPodAutoscaler', { spec: { minReplicas: 3 } }, 'other');
  expect(isRestored()).toBe(false);
});

test('what the cluster writes is not the owner’s either', async () => {
  const { cluster, isRestored } = remember();
  await cluster.engine.runUntil(OVER);
  expect(cluster.pods.readyCountOf('news/app')).toBeGreaterThan(2);
  expect(isRestored()).toBe(true);
});
