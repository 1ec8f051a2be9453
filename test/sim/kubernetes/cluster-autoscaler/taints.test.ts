import { describe, expect, test } from 'vitest';
import {
  setTaint,
  softenTowards,
  TO_BE_DELETED,
} from '../../../../src/sim/kubernetes/cluster-autoscaler/taints.ts';
import { bareParts } from '../../../support/a-sim-cluster.ts';
import { aNode } from '../../../support/kube-objects.ts';

function nodes(count: number) {
  const parts = bareParts();
  const names = Array.from({ length: count }, (_, index) => `n${String(index).padStart(2, '0')}`);
  for (const name of names) aNode(parts.api, name);
  const shunned = (): string[] =>
    [...parts.nodes.all()].filter((account) => account.shunned).map(({ name }) => name);
  const soften = (unneeded: readonly string[]): void =>
    softenTowards(parts.api, parts.nodes, new Set(unneeded));
  return { ...parts, names, shunned, soften };
}

describe('soft taints', () => {
  test('mark what is unneeded, at most ten at a time', () => {
    const { names, shunned, soften } = nodes(15);
    soften(names);
    expect(shunned()).toHaveLength(10);
    soften(names);
    expect(shunned()).toHaveLength(15);
  });

  test('are taken off what is needed again, first', () => {
    const { names, shunned, soften } = nodes(15);
    soften(names.slice(0, 10));
    soften(names.slice(10));
    expect(shunned()).toStrictEqual([]);
    soften(names.slice(10));
    expect(shunned()).toStrictEqual(names.slice(10));
  });

  test('write nothing when all is marked as it should be', () => {
    const { api, soften } = nodes(2);
    soften(['n00']);
    const { resourceVersion } = api.get('Node', '', 'n00').metadata;
    soften(['n00']);
    expect(api.get('Node', '', 'n00').metadata.resourceVersion).toBe(resourceVersion);
  });

  test('leave a node that is being deleted alone, and the taints of others', () => {
    const { api, soften, shunned } = nodes(2);
    setTaint(api, 'n00', TO_BE_DELETED, true);
    const dedicated = { key: 'dedicated', effect: 'PreferNoSchedule' };
    setTaint(api, 'n01', dedicated, true);
    soften(['n00']);
    expect(shunned()).toStrictEqual(['n01']);
    setTaint(api, 'n00', TO_BE_DELETED, false);
    expect([api.get('Node', '', 'n00').spec.taints, api.get('Node', '', 'n01').spec.taints]).toStrictEqual([
      [],
      [dedicated],
    ]);
  });
});
