import { describe, expect, test } from 'vitest';
import { RemainingBudgets } from '../../../../src/sim/kubernetes/cluster-autoscaler/remaining-budgets.ts';
import { bareParts } from '../../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aNode, aPod, NEWS_APP } from '../../../support/kube-objects.ts';

/** Five Ready pods. */
function podsUnder(...minimums: readonly number[]) {
  const parts = bareParts();
  aNode(parts.api, 'a');
  const owner = aDeployment(parts.api, 5);
  for (let index = 0; index < 5; index += 1) aPod(parts.api, owner, `p${index}`, 'a');
  minimums.forEach((minAvailable, index) => aBudget(parts.api, { minAvailable }, `budget-${index}`));
  return { remaining: new RemainingBudgets(parts.budgets), pods: [...parts.pods.ofWorkload(NEWS_APP)] };
}

describe('RemainingBudgets', () => {
  test.each([
    ['no budget', [], [true, true, true]],
    ['two may go', [3], [true, true, false]],
    ['none may go', [5], [false, false, false]],
    ['the tightest of two', [1, 4], [true, false, false]],
  ])('%s: node after node of one pod', (_, minimums, want) => {
    const { remaining, pods } = podsUnder(...minimums);
    const allowed = pods.slice(0, 3).map((pod) => {
      const may = remaining.allow([pod]);
      if (may) remaining.spend([pod]);
      return may;
    });
    expect(allowed).toStrictEqual(want);
  });

  test('pods of one node may go one after the other, and spend all', () => {
    const { remaining, pods } = podsUnder(4);
    expect(remaining.allow(pods.slice(0, 3))).toBe(true);
    remaining.spend(pods.slice(0, 3));
    expect(remaining.allow(pods.slice(3))).toBe(false);
    expect(remaining.allow([])).toBe(true);
  });
});
