import { describe, expect, test } from 'vitest';
import { AUTOSCALER_DEFAULTS } from '../../../../src/sim/cluster-spec.ts';
import type { Bin } from '../../../../src/sim/kubernetes/cluster-autoscaler/bins.ts';
import { UnneededNodes } from '../../../../src/sim/kubernetes/cluster-autoscaler/unneeded-nodes.ts';
import { differenceOf } from '../../../../src/sim/kubernetes/resources.ts';
import { bareParts, secondsIn } from '../../../support/a-sim-cluster.ts';
import { aBudget, aDeployment, aNode, aPod } from '../../../support/kube-objects.ts';

/** Nodes a, b, ... with as many pods of 500m each. */
function nodesWith(counts: readonly number[], cpu = '3920m') {
  const parts = bareParts();
  const owner = aDeployment(parts.api, 50);
  counts.forEach((count, index) => {
    const name = 'abcdefgh'.charAt(index);
    aNode(parts.api, name, { cpu });
    for (let pod = 0; pod < count; pod += 1) aPod(parts.api, owner, `${name}${pod}`, name);
  });
  const unneeded = new UnneededNodes({ ...parts, spec: AUTOSCALER_DEFAULTS });
  const bins = (): Bin[] =>
    [...parts.nodes.all()].map(({ name, allocatable, requested }) => ({
      name,
      state: 'open',
      allocatable,
      room: differenceOf(allocatable, requested),
      guests: [],
    }));
  const review = (second: number): string[] => {
    const all = bins();
    unneeded.update(all, all, secondsIn(second));
    return [...unneeded.names].toSorted();
  };
  return { ...parts, unneeded, bins, review };
}

describe('a node is unneeded', () => {
  test.each([
    ['when it is empty', [0, 7], ['a']],
    ['when less than half of it is asked for and the pods fit elsewhere', [3, 4], ['a']],
    ['not when half of it is asked for', [4, 4], []],
    ['not when its pods fit nowhere else', [3, 7, 7], []],
    ['when the pods fit on several nodes', [3, 6, 6, 6], ['a']],
    ['the empty one rather than one whose pods would fill it', [3, 0, 7], ['b']],
    ['and so is the next, but not the one that takes the pods', [2, 2, 2], ['a', 'b']],
  ])('%s', (_, counts, want) => {
    expect(nodesWith(counts).review(0)).toStrictEqual(want);
  });

  test('not when exactly half of it is asked for', () => {
    expect(nodesWith([4, 4], '4').review(0)).toStrictEqual([]);
    expect(nodesWith([4, 4], '4001m').review(0)).toStrictEqual(['a']);
  });

  test('only when the pods that it would take in find room elsewhere too', () => {
    // a goes to b: then b holds six pods, and c has no room for all of them.
    expect(nodesWith([3, 3, 4]).review(0)).toStrictEqual(['a']);
  });

  test('not when a pod of a buffer stands in it and fits nowhere else', () => {
    const { unneeded, bins } = nodesWith([0, 7]);
    const [empty, full] = bins();
    empty?.guests.push({ milliCpu: 500, memoryBytes: 0, pods: 1 });
    const all = [empty, full].flatMap((bin) => bin ?? []);
    unneeded.update(all, all, secondsIn(0));
    expect(unneeded.names.size).toBe(0);
  });

  test.each([
    ['one node of pods while there is budget', { maxUnavailable: 1 }, ['a']],
    ['none when there is no budget', { maxUnavailable: 0 }, []],
  ])('%s', (_, bound, want) => {
    const { api, review } = nodesWith([1, 1, 1]);
    api.scale('Deployment', 'default', 'news-app', 3, { manager: 'test' });
    aBudget(api, bound);
    expect(review(0)).toStrictEqual(want);
  });
});

describe('since when', () => {
  test('it was unneeded without a break', () => {
    const { api, unneeded, review } = nodesWith([0, 3]);
    review(0);
    review(300);
    expect(unneeded.ripe(secondsIn(599))).toStrictEqual([]);
    expect(unneeded.ripe(secondsIn(600))).toStrictEqual(['a']);
    const owner = api.get('Deployment', 'default', 'news-app');
    for (let index = 0; index < 4; index += 1) aPod(api, owner, `new-${index}`, 'a');
    expect(review(610)).toStrictEqual(['b']);
    for (let index = 0; index < 4; index += 1) api.delete('Pod', 'default', `new-${index}`);
    review(620);
    expect(unneeded.ripe(secondsIn(1_219))).not.toContain('a');
    expect(unneeded.ripe(secondsIn(1_220))).toContain('a');
  });

  test('it was unneeded: it goes before a node that could go instead of it', () => {
    const { api, review } = nodesWith([4, 3, 4]);
    expect(review(0)).toStrictEqual(['b']);
    api.delete('Pod', 'default', 'a0');
    expect(review(10)).toStrictEqual(['b']);
  });

  test('is forgotten when its removal begins', () => {
    const { unneeded, review } = nodesWith([0, 3]);
    review(0);
    unneeded.forget('a');
    expect(unneeded.ripe(secondsIn(600))).toStrictEqual([]);
  });
});

test('a node that could not be emptied is looked at again after five minutes', () => {
  const { api, unneeded, review } = nodesWith([3, 7]);
  expect(review(0)).toStrictEqual([]);
  api.delete('Pod', 'default', 'b0');
  for (const name of ['b1', 'b2', 'b3']) api.delete('Pod', 'default', name);
  expect(review(290)).toStrictEqual(['b']);
  expect(unneeded.hasRecheckDue(secondsIn(299))).toBe(false);
  expect(unneeded.hasRecheckDue(secondsIn(300))).toBe(true);
  unneeded.exclude('b', secondsIn(300));
  expect(review(300)).toStrictEqual(['a']);
});
