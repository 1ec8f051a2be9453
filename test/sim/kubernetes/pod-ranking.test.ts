import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Instant, minus, seconds } from '../../../src/core/model/time.ts';
import { firstToGo } from '../../../src/sim/kubernetes/pod-ranking.ts';
import type { PodView } from '../../../src/sim/kubernetes/workload-pods.ts';
import { bareParts, START as NOW } from '../../support/a-sim-cluster.ts';
import { aDeployment, aPod } from '../../support/kube-objects.ts';

const ago = (count: number): Instant => minus(NOW, seconds(count));

const parts = bareParts();
const { object } = (() => {
  aPod(parts.api, aDeployment(parts.api, 0), 'sample');
  return parts.pods.find('default', 'sample') ?? { object: undefined };
})();

function aView(name: string, over: Partial<PodView> = {}): PodView {
  if (object === undefined) throw new Error('no sample pod');
  return {
    name: `app-${name}`,
    namespace: 'default',
    workload: 'default/app',
    nodeName: `node-of-${name}`,
    phase: 'Running',
    ready: true,
    readyChangedAt: ago(1_000),
    startedAt: ago(1_000),
    createdAt: ago(1_000),
    terminating: false,
    object,
    ...over,
  };
}

describe('goes first', () => {
  const old = { readyChangedAt: ago(1_000) };
  test.each([
    [
      'unassigned before assigned',
      { nodeName: undefined, phase: 'Pending', ready: false },
      { phase: 'Pending', ready: false },
    ],
    ['Pending before Running', { phase: 'Pending', ready: false }, { ready: false }],
    ['not ready before ready', { ready: false, ...old }, { readyChangedAt: ago(1) }],
    ['the newer by a doubling of age', { readyChangedAt: ago(200) }, { readyChangedAt: ago(300) }],
  ] as const)('%s', (_, first, second) => {
    const pods = [aView('b', second), aView('z', first)];
    expect(firstToGo(pods, 1, NOW).map(({ name }) => name)).toStrictEqual(['app-z']);
  });

  test('a pod among more of its kind on the node, before a newer one', () => {
    const pods = [
      aView('newest', { readyChangedAt: ago(1) }),
      aView('b', { nodeName: 'crowded' }),
      aView('a', { nodeName: 'crowded' }),
    ];
    expect(firstToGo(pods, 2, NOW).map(({ name }) => name)).toStrictEqual(['app-a', 'app-b']);
  });

  test('by the drawn end of the name, when ages lie within one doubling', () => {
    // 2^38 ns is 274.9 s: 280 s and 500 s are of one age, 270 s is younger.
    const pods = [
      aView('c', { readyChangedAt: ago(500) }),
      aView('d', { readyChangedAt: ago(280) }),
      aView('e', { readyChangedAt: ago(270) }),
    ];
    expect(firstToGo(pods, 3, NOW).map(({ name }) => name)).toStrictEqual(['app-e', 'app-c', 'app-d']);
  });
});

test('the order does not depend on the order of the list', () => {
  const view = fc.record({
    nodeName: fc.constantFrom('a', 'b', undefined),
    ready: fc.boolean(),
    age: fc.integer({ min: 0, max: 2_000 }),
  });
  fc.assert(
    fc.property(fc.array(view, { maxLength: 12 }), fc.nat(12), (views, count) => {
      const pods = views.map(({ nodeName, ready, age }, index) =>
        aView(String(index).padStart(2, '0'), { nodeName, ready, readyChangedAt: ago(age) }),
      );
      expect(firstToGo(pods.toReversed(), count, NOW)).toStrictEqual(firstToGo(pods, count, NOW));
    }),
  );
});
