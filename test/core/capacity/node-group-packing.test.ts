/** Where the pods of several targets go: nobody counts on room that another has taken. */
import { describe, expect, test } from 'vitest';
import { binsOf, type PackableGroup, sizeFor } from '../../../src/core/capacity/node-group-bins.ts';
import { place } from '../../../src/core/capacity/node-group-packing.ts';
import { aBusyNode, aGroupConfig, anIdleNode } from '../../support/a-node-group.ts';
import { aNode, aPod } from '../../support/a-room.ts';

const aPackable = (over: Partial<PackableGroup> = {}): PackableGroup => {
  const config = over.config ?? aGroupConfig();
  return { config, usable: true, max: 20, shape: config.shape, ...over };
};
const pods = (count: number) => ({ pod: aPod(), count });

describe('pods to come', () => {
  test('go onto nodes with pods before empty ones, and only then onto new ones', () => {
    const half = aBusyNode('half', {
      requested: { cpu: 1_900, pods: 3 },
      createdAt: anIdleNode('x').createdAt,
    });
    const bins = binsOf([aPackable()], [anIdleNode('idle'), half]);
    expect(place(pods(4), bins)).toMatchObject({ waiting: 0, groups: [0] });
    expect(sizeFor(bins, 0)).toBe(1);
    expect(place(pods(7), bins)).toMatchObject({ waiting: 0 });
    expect(sizeFor(bins, 0)).toBe(2);
    expect(place(pods(8), bins)).toMatchObject({ waiting: 8, newNodes: 2, unplaced: 0 });
    expect(sizeFor(bins, 0)).toBe(4);
  });

  test('fill up the new nodes of another target before they ask for more', () => {
    const bins = binsOf([aPackable()], []);
    expect(place(pods(8), bins)).toMatchObject({ newNodes: 2 });
    expect(place(pods(6), bins)).toMatchObject({ waiting: 6, newNodes: 0, groups: [0] });
    expect(place(pods(1), bins)).toMatchObject({ newNodes: 1 });
  });

  test('spill into the next group that takes them when one is at its maximum', () => {
    const second = aPackable({ config: aGroupConfig({ labels: { pool: 'second' } }), max: 1 });
    const bins = binsOf([aPackable({ max: 2 }), second], []);
    expect(place(pods(30), bins)).toMatchObject({ groups: [0, 1], newNodes: 3, unplaced: 9, full: [0, 1] });
  });

  test('do not count on nodes of other pools, cordoned ones, or groups that cannot be raised', () => {
    const pod = aPod({ nodeSelector: { pool: 'web' } });
    const bins = binsOf(
      [aPackable({ usable: false })],
      [aNode('other'), { ...anIdleNode('c'), cordoned: true }],
    );
    expect(place({ pod, count: 3 }, bins)).toMatchObject({
      waiting: 3,
      newNodes: 0,
      unplaced: 3,
      serving: [0],
    });
    // Nobody may use it, and yet it is one of those that the group counts.
    expect(sizeFor(bins, 0)).toBe(1);
  });

  test('count on an idle node that an autoscaler has its eye on: the minimum that we hold keeps it', () => {
    const taints = [{ key: 'DeletionCandidateOfClusterAutoscaler', effect: 'PreferNoSchedule' }];
    const nodes = [{ ...anIdleNode('a'), taints }];
    expect(place(pods(5), binsOf([aPackable()], nodes))).toMatchObject({ waiting: 0, groups: [0] });
    expect(place(pods(5), binsOf([aPackable({ usable: false })], nodes))).toMatchObject({ waiting: 5 });
  });
});
