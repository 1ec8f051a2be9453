import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NodeGroupSpec } from '../../../src/sim/cluster-spec.ts';
import { NodeGroup } from '../../../src/sim/kubernetes/node-group.ts';
import { bareParts, NODE_GROUP, secondsIn } from '../../support/a-sim-cluster.ts';
import { aDeployment, aPod, NEWS_APP } from '../../support/kube-objects.ts';

function aGroup(over: Partial<NodeGroupSpec> = {}, seed?: number) {
  const parts = bareParts(seed);
  const group = new NodeGroup({ ...parts, spec: { ...NODE_GROUP, ...over } });
  const ready = (): number => [...parts.nodes.all()].filter((account) => account.ready).length;
  return { ...parts, group, ready };
}

describe('NodeGroup', () => {
  test('begins with Ready nodes', () => {
    const { group, ready, api } = aGroup({ initial: 3 });
    expect([group.size, ready(), api.count('Node')]).toStrictEqual([3, 3, 3]);
  });

  test('creates a node at its request, Ready when it has booted', async () => {
    const { api, group, ready, runTo } = aGroup();
    expect(group.request(10)).toMatchObject({ kind: 'granted', nodes: { length: 10 } });
    expect([api.count('Node'), ready()]).toStrictEqual([12, 2]);
    await runTo(59.9);
    expect(ready()).toBe(2);
    await runTo(90);
    expect(ready()).toBeGreaterThan(3);
    expect(ready()).toBeLessThan(11);
    await runTo(120);
    expect(ready()).toBe(12);
  });

  test('takes another minimum from outside, and boots the nodes that are missing then', () => {
    const { group } = aGroup({ min: 1 });
    group.resize(5, 5);
    expect([group.min, group.size]).toStrictEqual([5, 5]);
    group.resize(1, 5);
    expect([group.min, group.size]).toStrictEqual([1, 5]);
  });

  test('gives what is left up to its maximum, then refuses', () => {
    const { group } = aGroup({ max: 5 });
    expect(group.request(10)).toMatchObject({ kind: 'granted', nodes: { length: 3 } });
    expect(group.request(1)).toStrictEqual({ kind: 'refused', reason: 'AtMaximum' });
    expect(group.size).toBe(5);
  });

  test('has nothing to give while the zone is out of capacity', async () => {
    const outOfCapacity = [{ from: secondsIn(10), until: secondsIn(20) }];
    const { group, runTo } = aGroup({ outOfCapacity });
    const kinds: string[] = [];
    for (const second of [9.999, 10, 19.999, 20]) {
      await runTo(second);
      kinds.push(group.request(1).kind);
    }
    expect(kinds).toStrictEqual(['granted', 'refused', 'refused', 'granted']);
    expect(group.size).toBe(4);
  });

  test('takes the pods of a deleted node along', () => {
    const { api, pods, group } = aGroup();
    aPod(api, aDeployment(api, 0), 'p', 'node-1');
    aPod(api, aDeployment(api, 0, { name: 'other' }), 'q', 'node-2');
    group.delete('node-1');
    group.delete('unknown');
    expect([pods.countOf(NEWS_APP), pods.countOf('default/other')]).toStrictEqual([0, 1]);
    expect([api.count('Node'), group.size, group.has('node-1')]).toStrictEqual([1, 1, false]);
  });

  test('does not bring a node to life that was deleted while it booted', async () => {
    const { api, group, runTo } = aGroup();
    const answer = group.request(1);
    for (const name of answer.kind === 'granted' ? answer.nodes : []) group.delete(name);
    await runTo(200);
    expect(api.count('Node')).toBe(2);
  });
});

test('the size stays within the maximum, whatever is asked and deleted', () => {
  const step = fc.record({ ask: fc.integer({ min: 0, max: 9 }), drop: fc.integer({ min: 1, max: 30 }) });
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 2, max: 12 }), (steps, max) => {
      const { api, group } = aGroup({ max });
      for (const { ask, drop } of steps) {
        group.request(ask);
        expect(group.size).toBeLessThanOrEqual(max);
        group.delete(`node-${drop}`);
        expect(group.size).toBe(api.count('Node'));
      }
    }),
  );
});
