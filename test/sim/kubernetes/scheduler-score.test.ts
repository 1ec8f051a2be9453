import { describe, expect, test } from 'vitest';
import type { NodeAccount } from '../../../src/sim/kubernetes/node-ledger.ts';
import { bestOf } from '../../../src/sim/kubernetes/scheduler-score.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aNode } from '../../support/kube-objects.ts';

const REQUEST = { milliCpu: 500, memoryBytes: 2 ** 30, pods: 1 };

interface Case {
  /** Pods of 500m and 1Gi on the node. */
  readonly pods: number;
  readonly siblings: number;
  readonly shunned?: boolean;
}

function best(cases: readonly Case[]): string[] {
  const { api, nodes } = bareParts();
  cases.forEach((_, index) => aNode(api, 'abc'.charAt(index)));
  const accounts: readonly NodeAccount[] = [...nodes.all()];
  const contenders = cases.flatMap(({ pods, siblings, shunned = false }, index) => {
    const account = accounts[index];
    const requested = { milliCpu: 500 * pods, memoryBytes: 2 ** 30 * pods, pods };
    return account === undefined ? [] : [{ account: { ...account, requested, shunned }, siblings }];
  });
  return bestOf(contenders, REQUEST).map(({ name }) => name);
}

describe('bestOf', () => {
  test.each<readonly [string, readonly Case[], readonly string[]]>([
    [
      'equal nodes share the best score',
      [
        { pods: 2, siblings: 1 },
        { pods: 2, siblings: 1 },
      ],
      ['a', 'b'],
    ],
    [
      'the emptier node',
      [
        { pods: 3, siblings: 0 },
        { pods: 1, siblings: 0 },
      ],
      ['b'],
    ],
    [
      'fewer siblings rather than more room',
      [
        { pods: 0, siblings: 3 },
        { pods: 5, siblings: 0 },
      ],
      ['b'],
    ],
    [
      'more room when siblings are equal',
      [
        { pods: 5, siblings: 2 },
        { pods: 3, siblings: 2 },
      ],
      ['b'],
    ],
    [
      'a full node rather than a softly tainted one',
      [
        { pods: 0, siblings: 0, shunned: true },
        { pods: 6, siblings: 6 },
      ],
      ['b'],
    ],
    [
      'a softly tainted one when there are only such',
      [
        { pods: 1, siblings: 1, shunned: true },
        { pods: 0, siblings: 0, shunned: true },
      ],
      ['b'],
    ],
  ])('%s', (_, cases, want) => {
    expect(best(cases)).toStrictEqual(want);
  });
});
