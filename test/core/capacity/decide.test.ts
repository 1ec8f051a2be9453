/** What stands, what should, and the fewest actions between. */
import { describe, expect, test } from 'vitest';
import type { CapacityAction } from '../../../src/core/model/capacity-plan.ts';
import { aCapacity, aNodeSurge, BUFFER_NAME, capacityAt, saying } from '../../support/a-capacity.ts';
import { A_SCALABLE, aBuffer, aNode, aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';
import { AN_HPA } from '../../support/a-target.ts';

const PUT: CapacityAction = {
  kind: 'PutBuffer',
  target: AN_HPA,
  name: BUFFER_NAME,
  chunks: 30,
  scalable: A_SCALABLE,
  uid: undefined,
};
const REMOVE: CapacityAction = { kind: 'RemoveBuffer', target: AN_HPA, name: BUFFER_NAME, uid: 'buffer-1' };
const kinds = (actions: readonly CapacityAction[]) => actions.map(({ kind }) => kind);

describe('before the window', () => {
  test('does nothing, and looks when it opens', () => {
    expect(capacityAt(at(17, 49))).toEqual({
      target: AN_HPA,
      actions: [],
      reasons: [],
      nextLook: at(17, 50),
    });
  });
});

describe('as the window opens', () => {
  const plan = capacityAt(at(17, 50));

  test('says so first, then puts a buffer for the pods to come', () => {
    expect(kinds(plan.actions)).toEqual(['PatchSurgeCapacity', 'PutBuffer']);
    expect(plan.actions[0]).toMatchObject({ capacity: aCapacity() });
    expect(plan.actions[1]).toEqual(PUT);
  });

  test('tells why, with the nodes that it takes', () => {
    expect(plan.reasons).toEqual([
      {
        code: 'NodesAsked',
        detail:
          'news/push: room for 30 pods to come is asked for, by our packing 5 new nodes: waiting for an autoscaler to take the buffer up',
      },
    ]);
  });

  test('looks again soon, and no later than the raise', () => {
    expect(plan.nextLook).toBe(at(17, 50, 15));
    expect(capacityAt(at(17, 55, 50)).nextLook).toBe(at(17, 56));
  });
});

describe('with the buffer it wants', () => {
  test('writes nothing', () => {
    const surges = [saying(aNodeSurge(), aCapacity())];
    expect(capacityAt(at(17, 50, 30), { surges, buffer: aBuffer() }).actions).toEqual([]);
  });

  test('follows the pods that are asked for meanwhile, up and down', () => {
    const surges = [saying(aNodeSurge(), aCapacity())];
    for (const asked of [8, 12])
      expect(capacityAt(at(17, 51), { surges, buffer: aBuffer(), asked }).actions).toContainEqual({
        ...PUT,
        chunks: 40 - asked,
        uid: 'buffer-1',
      });
  });

  test('mends a workload that is not the target’s', () => {
    const buffer = aBuffer({ scalable: { ...A_SCALABLE, name: 'old' } });
    expect(capacityAt(at(17, 51), { buffer }).actions).toContainEqual({ ...PUT, uid: 'buffer-1' });
  });
});

describe('takes the buffer away', () => {
  const surges = [saying(aNodeSurge(), aCapacity())];

  test('as the floor goes up', () => {
    const { actions, nextLook } = capacityAt(at(17, 56), {
      surges,
      buffer: aBuffer(),
      standing: 40,
    });
    expect(kinds(actions)).toEqual(['PatchSurgeCapacity', 'RemoveBuffer']);
    expect(actions[1]).toEqual(REMOVE);
    expect(nextLook).toBeUndefined();
  });

  test('when its surge is cancelled, moved, paused for or gone', () => {
    const cancelled = [saying(aNodeSurge({ cancelled: true }), aCapacity())];
    const told = { raises: [], buffer: aBuffer(), room: undefined };
    expect(capacityAt(at(17, 52), { ...told, surges: cancelled }).actions).toContainEqual(REMOVE);
    expect(capacityAt(at(17, 52), { ...told, surges }).actions).toContainEqual(REMOVE);
    expect(capacityAt(at(17, 52), { ...told, surges: [] }).actions).toEqual([REMOVE]);
  });

  test('as the floor should go up, though it could not be written', () => {
    const told = { surges, buffer: aBuffer(), asked: 10 };
    expect(capacityAt(at(17, 56), { ...told, standing: 40 }).actions).toContainEqual(REMOVE);
    expect(capacityAt(at(17, 56), { ...told, standing: 28 }).actions).toContainEqual({
      ...PUT,
      chunks: 12,
      uid: 'buffer-1',
    });
  });

  test('when the pods came by themselves', () => {
    expect(capacityAt(at(17, 52), { surges, buffer: aBuffer(), asked: 41 }).actions).toContainEqual(REMOVE);
  });
});

describe('several surges', () => {
  const [first, second] = [aNodeSurge({ id: 'news/a' }), aNodeSurge({ id: 'news/b' })];
  const raises = [
    { surge: first, at: at(17, 56), floor: 25 },
    { surge: second, at: at(17, 58), floor: 60 },
  ];

  test('share one buffer for the highest floor', () => {
    const { actions } = capacityAt(at(17, 53), { surges: [second, first], raises });
    expect(kinds(actions)).toEqual(['PatchSurgeCapacity', 'PatchSurgeCapacity', 'PutBuffer']);
    expect(actions[2]).toEqual({ ...PUT, chunks: 50 });
  });

  test('leave the rest to the later one when the earlier is raised', () => {
    const { actions } = capacityAt(at(17, 56), {
      surges: [saying(first, aCapacity({ chunks: 50 })), saying(second, aCapacity({ chunks: 50 }))],
      raises,
      standing: 25,
      asked: 25,
      buffer: aBuffer({ chunks: 50 }),
    });
    expect(actions).toContainEqual({ ...PUT, chunks: 35, uid: 'buffer-1' });
    expect(actions).toContainEqual(
      expect.objectContaining({ surge: 'news/a', capacity: expect.objectContaining({ phase: 'Released' }) }),
    );
  });
});

describe('puts no buffer', () => {
  const room = aRoom({ nodes: ['a', 'b', 'c', 'd', 'e'].map((name) => aNode(name)) });

  test('when all pods to come fit, unless others are raised in that time', () => {
    expect(kinds(capacityAt(at(17, 51), { room }).actions)).toEqual(['PatchSurgeCapacity']);
    expect(capacityAt(at(17, 51), { room, shared: true }).actions).toContainEqual(PUT);
  });

  test('but keeps one that stands: without it the nodes would go again', () => {
    const surges = [saying(aNodeSurge(), aCapacity())];
    expect(kinds(capacityAt(at(17, 52), { surges, room, buffer: aBuffer() }).actions)).toEqual([
      'PatchSurgeCapacity',
    ]);
  });

  test('when some of the pods that exist need that room', () => {
    expect(capacityAt(at(17, 51), { room: { ...room, unbound: 6 } }).actions).toContainEqual(PUT);
  });

  test.each([
    ['where there is no such API', { kind: 'unavailable', why: 'not served' } as const],
    ['under a name that somebody else has', { kind: 'foreign' } as const],
  ])('%s', (_, buffer) => {
    expect(kinds(capacityAt(at(17, 51), { buffer }).actions)).toEqual(['PatchSurgeCapacity']);
    expect(capacityAt(at(18), { buffer, raises: [], surges: [] }).actions).toEqual([]);
  });

  test('for a target whose pods it cannot name', () => {
    expect(kinds(capacityAt(at(17, 51), { room: undefined }).actions)).toEqual(['PatchSurgeCapacity']);
  });
});
