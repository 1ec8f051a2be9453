import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packPods } from '../../../src/core/capacity/packing.ts';
import type { NodeRoom, PodShape } from '../../../src/core/model/room.ts';
import { aFullNode, aNode, aPod } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';

describe('room there is', () => {
  test('is filled first', () => {
    const nodes = [aNode('a'), aNode('b', { requested: { cpu: 2_000, pods: 4 } })];
    expect(packPods(aPod(), 10, nodes)).toEqual({ placed: 10, left: 0, newNodes: 0 });
    expect(packPods(aPod(), 11, nodes)).toEqual({ placed: 10, left: 1, newNodes: 1 });
  });

  test.each<[string, Partial<NodeRoom>]>([
    ['memory', { requested: { memory: 15_500, pods: 1 } }],
    ['the number of pods', { allocatable: { cpu: 3_920, memory: 16_000, pods: 1 } }],
  ])('ends with %s, too', (_, over) => {
    expect(packPods(aPod(), 7, [aNode('a', over)]).placed).toBe(1);
  });

  test('of devices counts by device', () => {
    const pod = aPod({ requests: { cpu: 100, 'nvidia.com/gpu': 1 } });
    const nodes = [
      aNode('plain'),
      aNode('gpu', { allocatable: { cpu: 3_920, pods: 110, 'nvidia.com/gpu': 4 } }),
    ];
    expect(packPods(pod, 6, nodes)).toEqual({ placed: 4, left: 2, newNodes: 1 });
  });

  test('may be overdrawn, which takes none from others', () => {
    const nodes = [aNode('over', { requested: { cpu: 5_000, pods: 8 } }), aNode('b')];
    expect(packPods(aPod(), 7, nodes).placed).toBe(7);
  });
});

describe('new nodes', () => {
  test('are like the last that came and could take a pod', () => {
    const nodes = [
      aFullNode('old'),
      { ...aFullNode('big'), createdAt: at(13), allocatable: { cpu: 8_000, memory: 16_000, pods: 110 } },
      aNode('gpu', { createdAt: at(14), taints: [{ key: 'gpu', effect: 'NoSchedule' }] }),
      aNode('tiny', { createdAt: at(15), allocatable: { cpu: 100, memory: 16_000, pods: 110 } }),
    ];
    // 4,100m are left on the big one: eight pods; then sixteen to a node.
    expect(packPods(aPod(), 30, nodes)).toEqual({ placed: 8, left: 22, newNodes: 2 });
  });

  test('carry what every node carries', () => {
    const daemons = { cpu: 500, pods: 2 };
    const full = { ...aFullNode('full'), daemons };
    expect(packPods(aPod(), 12, [full]).newNodes).toBe(2);
    expect(packPods(aPod(), 13, [full]).newNodes).toBe(3);
  });

  test('are unknown when no node there takes such pods', () => {
    expect(packPods(aPod({ nodeSelector: { pool: 'web' } }), 3, [aNode('a')])).toEqual({
      placed: 0,
      left: 3,
      newNodes: undefined,
    });
    expect(packPods(aPod(), 3, []).newNodes).toBeUndefined();
  });

  test('are none for no pods', () => {
    expect(packPods(aPod(), 0, [])).toEqual({ placed: 0, left: 0, newNodes: 0 });
  });
});

const amount = fc.integer({ min: 0, max: 20 });
const arbPod = fc
  .record({ cpu: fc.integer({ min: 0, max: 6 }), memory: fc.integer({ min: 0, max: 6 }) })
  .map((requests) => aPod({ requests }));
const arbNodes = fc.array(
  fc.record({
    cpu: amount,
    memory: amount,
    pods: amount,
    used: fc.integer({ min: 0, max: 6 }),
    ready: fc.boolean(),
  }),
  { maxLength: 6 },
);

/** One pod after the other into the first node that has room for it. */
function placeOneByOne({ requests }: PodShape, count: number, nodes: readonly NodeRoom[]): number {
  const rooms = nodes
    .filter(({ ready }) => ready)
    .map(({ allocatable, requested }) => ({
      cpu: (allocatable['cpu'] ?? 0) - (requested['cpu'] ?? 0),
      memory: allocatable['memory'] ?? 0,
      pods: allocatable['pods'] ?? 0,
    }));
  const [cpu = 0, memory = 0] = [requests['cpu'], requests['memory']];
  for (let placed = 0; placed < count; placed += 1) {
    const room = rooms.find((one) => one.pods >= 1 && (cpu === 0 || one.cpu >= cpu) && one.memory >= memory);
    if (room === undefined) return placed;
    room.cpu -= cpu;
    room.memory -= memory;
    room.pods -= 1;
  }
  return count;
}

test('places exactly what placing one by one does', () => {
  fc.assert(
    fc.property(arbPod, fc.integer({ min: 0, max: 60 }), arbNodes, (pod, count, sizes) => {
      const nodes = sizes.map(({ cpu, memory, pods, used, ready }, index) =>
        aNode(`n${index}`, { allocatable: { cpu, memory, pods }, requested: { cpu: used }, ready }),
      );
      const packing = packPods(pod, count, nodes);
      expect(packing.placed).toBe(placeOneByOne(pod, count, nodes));
      expect(packing.placed + packing.left).toBe(count);
    }),
  );
});

test('a thousand pods on five thousand full nodes need new ones', () => {
  const nodes = Array.from({ length: 5_000 }, (_, index) => aFullNode(`node-${index}`));
  expect(packPods(aPod(), 1_000, nodes)).toEqual({ placed: 0, left: 1_000, newNodes: 143 });
});
