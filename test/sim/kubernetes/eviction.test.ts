import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../src/sim/api/errors.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aNode, aPod, NEWS_APP, setReady } from '../../support/kube-objects.ts';

/** Ready pods p0, p1, ... on a node, nobody who replaces them. */
function aWorkload(count: number) {
  const parts = bareParts();
  aNode(parts.api, 'a', { cpu: '100' });
  const owner = aDeployment(parts.api, count);
  for (let index = 0; index < count; index += 1) aPod(parts.api, owner, `p${index}`, 'a');
  const evict = (name: string, uid?: string): number => {
    try {
      parts.evictions.evict('default', name, uid);
      return 201;
    } catch (error) {
      if (error instanceof ApiError) return error.code;
      throw error;
    }
  };
  return { ...parts, owner, evict };
}

describe('evict', () => {
  test('begins a graceful deletion', () => {
    const { pods, evict } = aWorkload(2);
    expect(evict('p0')).toBe(201);
    expect(pods.find('default', 'p0')?.terminating).toBe(true);
  });

  test('knows a pod by its UID', () => {
    const { api, pods, evict } = aWorkload(1);
    expect(evict('p0', 'another')).toBe(409);
    expect(pods.find('default', 'p0')?.terminating).toBe(false);
    expect(evict('p0', api.get('Pod', 'default', 'p0').metadata.uid)).toBe(201);
    expect(evict('gone')).toBe(404);
  });

  test('is refused when the budget is spent, at the same instant too', () => {
    const { api, evict } = aWorkload(3);
    aBudget(api, { maxUnavailable: 1 });
    expect([evict('p0'), evict('p1'), evict('p2')]).toStrictEqual([201, 429, 429]);
    expect(() => aWorkload(1)).not.toThrow();
  });

  test('is in the status of the budget when it is answered', () => {
    const { api, evict } = aWorkload(3);
    aBudget(api, { maxUnavailable: 1 });
    evict('p0');
    expect(api.get('PodDisruptionBudget', 'default', 'budget').status?.disruptionsAllowed).toBe(0);
  });

  test('says which budget refused', () => {
    const { api, evictions } = aWorkload(2);
    aBudget(api, { minAvailable: 2 });
    const message = 'The disruption budget budget needs 2 healthy pods and has 2 currently';
    expect(() => evictions.evict('default', 'p0')).toThrow(
      expect.objectContaining({ details: { causes: [{ reason: 'DisruptionBudget', message }] } }),
    );
  });

  test('of a pod that terminates already is no second disruption', () => {
    const { api, evict } = aWorkload(3);
    aBudget(api, { maxUnavailable: 1 });
    expect([evict('p0'), evict('p0')]).toStrictEqual([201, 201]);
  });

  test('of a pod that does not run is not held up', () => {
    const { api, owner, evict } = aWorkload(2);
    aBudget(api, { minAvailable: '100%' });
    aPod(api, owner, 'pending');
    expect(evict('pending')).toBe(201);
    expect(api.find('Pod', 'default', 'pending')).toBeUndefined();
  });

  test.each([
    ['enough are healthy without it', 1, 201],
    ['too few are healthy', 2, 429],
  ])('of an unhealthy pod, when %s', (_, unhealthy, want) => {
    const { api, evict } = aWorkload(4);
    aBudget(api, { minAvailable: 3 });
    for (let index = 0; index < unhealthy; index += 1) setReady(api, `p${index}`, false);
    expect(evict('p0')).toBe(want);
  });

  test('is not supported under two budgets', () => {
    const { api, evict } = aWorkload(2);
    aBudget(api, { minAvailable: 0 }, 'one');
    aBudget(api, { minAvailable: 0 }, 'two');
    expect(evict('p0')).toBe(500);
  });
});

const bound = fc.oneof(
  fc.record({ minAvailable: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ maxUnavailable: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ minAvailable: fc.constantFrom('0%', '34%', '50%', '100%') }),
  fc.record({ maxUnavailable: fc.constantFrom('0%', '34%', '50%', '100%') }),
);
const step = fc.record({
  act: fc.constantFrom('evict', 'ready', 'unready', 'gone'),
  pod: fc.integer({ min: 0, max: 5 }),
});

test('no interleaving of evictions and readiness takes a budget below its bound', () => {
  fc.assert(
    fc.property(bound, fc.array(step, { maxLength: 40 }), (limits, steps) => {
      const { api, pods, budgets, evict } = aWorkload(6);
      const budget = aBudget(api, limits);
      for (const { act, pod } of steps) {
        const name = `p${pod}`;
        const view = pods.find('default', name);
        const before = pods.readyCountOf(NEWS_APP);
        if (act === 'evict' && evict(name) === 201 && pods.readyCountOf(NEWS_APP) < before)
          expect(pods.readyCountOf(NEWS_APP)).toBeGreaterThanOrEqual(budgets.statusOf(budget).desiredHealthy);
        if (act === 'ready' && view !== undefined) setReady(api, name, true);
        if (act === 'unready' && view !== undefined) setReady(api, name, false);
        if (act === 'gone' && view?.terminating === true) api.delete('Pod', 'default', name);
      }
    }),
  );
});
