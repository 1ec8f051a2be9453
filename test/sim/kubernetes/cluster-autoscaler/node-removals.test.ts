import { describe, expect, test } from 'vitest';
import { NodeRemovals } from '../../../../src/sim/kubernetes/cluster-autoscaler/node-removals.ts';
import { Kubelet } from '../../../../src/sim/kubernetes/kubelet.ts';
import { NodeGroup } from '../../../../src/sim/kubernetes/node-group.ts';
import { AT_ONCE, bareParts, between, NODE_GROUP } from '../../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aPod, setReady } from '../../../support/kube-objects.ts';

/** Two nodes; as many Ready pods on the first, which nobody replaces and which take a while to stop. */
function aNodeWith(count: number, stopSeconds = 0) {
  const parts = bareParts();
  const delays = { ...AT_ONCE, podStop: between(stopSeconds, stopSeconds) };
  new Kubelet({ ...parts, findWorkload: () => delays });
  const group = new NodeGroup({ ...parts, spec: NODE_GROUP });
  const givenUp: string[] = [];
  const removals = new NodeRemovals({ ...parts, group, onGivenUp: (name) => givenUp.push(name) });
  const owner = aDeployment(parts.api, count);
  for (let index = 0; index < count; index += 1) aPod(parts.api, owner, `p${index}`, 'node-1');
  const accountOf = (name: string) => [...parts.nodes.all()].find((account) => account.name === name);
  return { ...parts, group, removals, givenUp, accountOf };
}

describe('a node on its way out', () => {
  test('takes no more pods, and an empty one is gone after a moment', async () => {
    const { group, removals, accountOf, runTo } = aNodeWith(0);
    removals.begin('node-1', false);
    expect(accountOf('node-1')?.open).toBe(false);
    await runTo(4.9);
    expect([group.size, removals.size]).toStrictEqual([2, 1]);
    await runTo(5);
    expect([group.size, removals.size, removals.has('node-1')]).toStrictEqual([1, 0, false]);
  });

  test('waits for its pods to stop', async () => {
    const { group, removals, pods, runTo } = aNodeWith(2, 12);
    removals.begin('node-1', true);
    expect(removals.draining).toBe(1);
    await runTo(6);
    expect([...pods.onNode('node-1')].map(({ terminating }) => terminating)).toStrictEqual([true, true]);
    await runTo(16.9);
    expect(group.has('node-1')).toBe(true);
    await runTo(20);
    expect([group.has('node-1'), removals.draining]).toStrictEqual([false, 0]);
  });

  test('is drained as fast as a budget allows', async () => {
    const { api, group, removals, pods, runTo } = aNodeWith(3);
    aBudget(api, { minAvailable: 2 });
    removals.begin('node-1', true);
    await runTo(6);
    expect([...pods.onNode('node-1')]).toHaveLength(2);
    aPod(api, api.get('Deployment', 'default', 'news-app'), 'elsewhere', 'node-2');
    await runTo(16);
    expect([...pods.onNode('node-1')]).toHaveLength(1);
    aPod(api, api.get('Deployment', 'default', 'news-app'), 'elsewhere-too', 'node-2');
    await runTo(40);
    expect(group.has('node-1')).toBe(false);
  });

  test('is given up after two minutes under a budget that allows nothing, and takes pods again', async () => {
    const { api, group, removals, accountOf, givenUp, pods, runTo } = aNodeWith(2);
    aBudget(api, { minAvailable: 2 });
    removals.begin('node-1', true);
    await runTo(120);
    expect([givenUp, removals.size]).toStrictEqual([[], 1]);
    await runTo(130);
    expect([givenUp, removals.size, group.has('node-1')]).toStrictEqual([['node-1'], 0, true]);
    expect(accountOf('node-1')?.open).toBe(true);
    expect([...pods.onNode('node-1')].every(({ terminating }) => !terminating)).toBe(true);
    setReady(api, 'p0', false);
    await runTo(300);
    expect([...pods.onNode('node-1')]).toHaveLength(2);
  });
});
