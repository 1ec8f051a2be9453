import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NodeLedger } from '../../../src/sim/kubernetes/node-ledger.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod, NEWS_APP } from '../../support/kube-objects.ts';

describe('a node takes pods', () => {
  const taint = (effect: string) => ({ taints: [{ key: 'k', effect }] });
  test.each([
    ['Ready', { ready: true }, { ready: true, open: true, shunned: false }],
    ['not Ready', { ready: false }, { ready: false, open: false, shunned: false }],
    ['cordoned', { spec: { unschedulable: true } }, { ready: true, open: false, shunned: false }],
    ['NoSchedule', { spec: taint('NoSchedule') }, { ready: true, open: false, shunned: false }],
    ['NoExecute', { spec: taint('NoExecute') }, { ready: true, open: false, shunned: false }],
    ['PreferNoSchedule', { spec: taint('PreferNoSchedule') }, { ready: true, open: true, shunned: true }],
  ])('%s', (_, over, want) => {
    const { api, nodes } = bareParts();
    aNode(api, 'a', over);
    expect([...nodes.all()]).toMatchObject([want]);
  });
});

describe('onRoom', () => {
  function heard() {
    const parts = bareParts();
    const calls = { count: 0 };
    parts.nodes.onRoom(() => {
      calls.count += 1;
    });
    return { ...parts, calls };
  }

  test('tells of a node that comes, is uncordoned, and of a bound pod that goes', () => {
    const { api, calls } = heard();
    aNode(api, 'a', { spec: { unschedulable: true } });
    expect(calls.count).toBe(0);
    api.patch('Node', '', 'a', { spec: { unschedulable: null } }, { manager: 'test' });
    expect(calls.count).toBe(1);
    const owner = aDeployment(api, 0);
    aPod(api, owner, 'p', 'a');
    expect(calls.count).toBe(1);
    api.delete('Pod', 'default', 'p');
    expect(calls.count).toBe(2);
    aNode(api, 'b');
    expect(calls.count).toBe(3);
  });

  test('is silent about pods that had no node', () => {
    const { api, calls } = heard();
    aPod(api, aDeployment(api, 0), 'p');
    api.delete('Pod', 'default', 'p');
    expect(calls.count).toBe(0);
  });
});

test('what it sums up as things change is what a fresh look at all pods gives', () => {
  const step = fc.record({
    act: fc.constantFrom('create', 'bind', 'delete'),
    pod: fc.integer({ min: 0, max: 5 }),
    node: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { api, nodes } = bareParts();
      aNode(api, 'a');
      aNode(api, 'b');
      const owner = aDeployment(api, 0);
      for (const { act, pod, node } of steps) {
        const name = `p${pod}`;
        const found = api.find('Pod', 'default', name);
        if (act === 'create' && found === undefined) aPod(api, owner, name);
        if (act === 'delete' && found !== undefined) api.delete('Pod', 'default', name);
        if (act === 'bind' && found !== undefined && found.spec.nodeName === undefined)
          api.patch('Pod', 'default', name, { spec: { nodeName: node } }, { manager: 'test' });
      }
      const fresh = new NodeLedger({ api });
      expect([...nodes.all()]).toStrictEqual([...fresh.all()]);
      for (const node of ['a', 'b']) expect(nodes.podsOf(NEWS_APP, node)).toBe(fresh.podsOf(NEWS_APP, node));
    }),
  );
});
