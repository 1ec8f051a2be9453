import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Scheduler } from '../../../src/sim/kubernetes/scheduler.ts';
import { bareParts } from '../../support/a-sim-cluster.ts';
import { aDeployment, aNode, aPod, NEWS_APP } from '../../support/kube-objects.ts';

function scheduled(seed?: number) {
  const parts = bareParts(seed);
  new Scheduler(parts);
  const nodeOf = (name: string): string | undefined => parts.api.get('Pod', 'default', name).spec.nodeName;
  return { ...parts, nodeOf };
}

describe('filters', () => {
  const taints = [{ key: 'k', effect: 'NoSchedule' }];
  test.each([
    ['fits exactly', { cpu: '500m', memory: '1Gi' }, true],
    ['too little CPU by a milli', { cpu: '499m' }, false],
    ['too little memory by a byte', { memory: '1073741823' }, false],
    ['not Ready', { ready: false }, false],
    ['cordoned', { spec: { unschedulable: true } }, false],
    ['tainted', { spec: { taints } }, false],
    ['softly tainted', { spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } }, true],
  ])('%s', async (_, node, binds) => {
    const { api, runTo, nodeOf } = scheduled();
    aNode(api, 'a', node);
    aPod(api, aDeployment(api, 0), 'p');
    await runTo(1);
    expect(nodeOf('p')).toBe(binds ? 'a' : undefined);
  });

  test('counts pods, not only what they ask for', async () => {
    const { api, pods, runTo } = scheduled();
    const node = aNode(api, 'a');
    api.update('Node', '', 'a', 'test', () => ({
      ...node,
      status: { ...node.status, allocatable: { ...node.status.allocatable, pods: '3' } },
    }));
    const owner = aDeployment(api, 0);
    for (let index = 0; index < 5; index += 1) aPod(api, owner, `p${index}`);
    await runTo(1);
    expect(pods.unscheduledCount()).toBe(2);
  });
});

describe('scores', () => {
  test('spread the pods of a workload over the nodes', async () => {
    const { api, pods, runTo } = scheduled();
    for (const name of ['a', 'b', 'c', 'd']) aNode(api, name);
    const owner = aDeployment(api, 0);
    for (let index = 0; index < 12; index += 1) aPod(api, owner, `p${index}`);
    await runTo(1);
    expect(['a', 'b', 'c', 'd'].map((name) => [...pods.onNode(name)].length)).toStrictEqual([3, 3, 3, 3]);
  });

  test('leave a softly tainted node for last, whatever room it has', async () => {
    const { api, nodes, runTo } = scheduled();
    aNode(api, 'shunned', { cpu: '100', spec: { taints: [{ key: 'k', effect: 'PreferNoSchedule' }] } });
    aNode(api, 'a');
    const owner = aDeployment(api, 0);
    for (let index = 0; index < 9; index += 1) aPod(api, owner, `p${index}`);
    await runTo(1);
    expect([nodes.podsOf(NEWS_APP, 'a'), nodes.podsOf(NEWS_APP, 'shunned')]).toStrictEqual([7, 2]);
  });
});

describe('a pod that fits nowhere', () => {
  test('is told so once', async () => {
    const { api, runTo } = scheduled();
    const owner = aDeployment(api, 0);
    aPod(api, owner, 'p');
    await runTo(1);
    const told = api.get('Pod', 'default', 'p');
    expect(told.status.conditions).toStrictEqual([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        lastTransitionTime: '2026-11-22T18:00:00.000Z',
      },
    ]);
    aNode(api, 'small', { cpu: '100m' });
    aPod(api, owner, 'q');
    await runTo(2);
    expect(api.get('Pod', 'default', 'p').metadata.resourceVersion).toBe(told.metadata.resourceVersion);
  });

  test.each([
    ['a node becomes Ready', 'node'],
    ['a node is uncordoned', 'uncordon'],
    ['a pod goes', 'delete'],
  ])('is bound when %s', async (_, event) => {
    const { api, runTo, nodeOf } = scheduled();
    const owner = aDeployment(api, 0);
    aNode(api, 'full', { cpu: '500m' });
    aPod(api, owner, 'first', 'full');
    aNode(api, 'cordoned', { spec: { unschedulable: true } });
    aPod(api, owner, 'p');
    await runTo(1);
    expect(nodeOf('p')).toBeUndefined();
    if (event === 'node') aNode(api, 'new');
    if (event === 'uncordon')
      api.patch('Node', '', 'cordoned', { spec: { unschedulable: false } }, { manager: 'test' });
    if (event === 'delete') api.delete('Pod', 'default', 'first');
    await runTo(2);
    expect(nodeOf('p')).toBeDefined();
    const conditions = api.get('Pod', 'default', 'p').status.conditions;
    expect(conditions).toMatchObject([{ type: 'PodScheduled', status: 'True' }]);
  });

  test('does not hold up a smaller one', async () => {
    const { api, runTo, nodeOf } = scheduled();
    aNode(api, 'a', { cpu: '600m' });
    aPod(api, aDeployment(api, 0, { name: 'big', cpu: '2' }), 'big');
    aPod(api, aDeployment(api, 0), 'small');
    await runTo(1);
    expect([nodeOf('big'), nodeOf('small')]).toStrictEqual([undefined, 'a']);
  });
});

const cluster = fc.record({
  seed: fc.integer(),
  nodes: fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 6 }),
  pods: fc.array(fc.constantFrom('1m', '0.1', '333m', '1', '1500m'), { maxLength: 40 }),
});

async function play({
  seed,
  nodes: sizes,
  pods: requests,
}: {
  seed: number;
  nodes: number[];
  pods: string[];
}) {
  const { api, nodes, runTo, nodeOf } = scheduled(seed);
  const owners = new Map(
    [...new Set(requests)].map((cpu) => [cpu, aDeployment(api, 0, { name: `app-${cpu}`, cpu })]),
  );
  sizes.forEach((milli, index) => aNode(api, `n${index}`, { cpu: `${milli}m` }));
  requests.forEach((cpu, index) => {
    const owner = owners.get(cpu);
    if (owner !== undefined) aPod(api, owner, `p${index}`);
  });
  await runTo(1);
  return { accounts: [...nodes.all()], placed: requests.map((_, index) => nodeOf(`p${index}`)) };
}

test('no node is ever overcommitted, and a seed replays the same', async () => {
  await fc.assert(
    fc.asyncProperty(cluster, async (input) => {
      const { accounts, placed } = await play(input);
      for (const { requested, allocatable } of accounts) {
        expect(requested.milliCpu).toBeLessThanOrEqual(allocatable.milliCpu);
        expect(requested.memoryBytes).toBeLessThanOrEqual(allocatable.memoryBytes);
        expect(requested.pods).toBeLessThanOrEqual(allocatable.pods);
      }
      expect((await play(input)).placed).toStrictEqual(placed);
    }),
  );
});
