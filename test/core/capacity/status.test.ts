/** What a surge says of its nodes: all that is new, and nothing else. */
import { describe, expect, test } from 'vitest';
import type { CapacitySnapshot } from '../../../src/core/capacity/snapshot.ts';
import type { Surge } from '../../../src/core/model/surge.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { aCapacity, aNodeSurge, capacityAt, saying } from '../../support/a-capacity.ts';
import { aBuffer, aFullNode, aNode, aRoom } from '../../support/a-room.ts';
import { aSurge, at } from '../../support/a-surge.ts';

const TAKEN = { type: 'Provisioning', status: 'True', reason: 'FakePodsInjected', message: '3 of 30' };
const HAS_IT = aCapacity({
  message:
    'an autoscaler has the buffer, but there is no room for all pods to come on nodes that are Ready yet',
  conditions: [TAKEN],
});

const saidAt = (now: Instant, surge: Surge, over: Partial<CapacitySnapshot> = {}) =>
  capacityAt(now, { surges: [surge], buffer: aBuffer({ conditions: [TAKEN] }), ...over }).actions.flatMap(
    (action) => (action.kind === 'PatchSurgeCapacity' ? [action.capacity] : []),
  );

describe('is silent', () => {
  test('while nothing changes', () => {
    expect(saidAt(at(17, 52), saying(aNodeSurge(), HAS_IT))).toEqual([]);
  });

  test('about figures in the messages of an autoscaler', () => {
    const buffer = aBuffer({ conditions: [{ ...TAKEN, message: '9 of 30' }] });
    expect(saidAt(at(17, 52), saying(aNodeSurge(), HAS_IT), { buffer })).toEqual([]);
  });

  test('about nodes that come one by one', () => {
    const room = aRoom({ nodes: [aFullNode('full'), aNode('a')] });
    expect(saidAt(at(17, 52), saying(aNodeSurge(), HAS_IT), { room })).toEqual([]);
  });

  test('when it never wanted nodes, or has said that they are released', () => {
    const raises = { raises: [] };
    expect(saidAt(at(17, 52), aSurge(), raises)).toEqual([]);
    expect(saidAt(at(18), saying(aNodeSurge(), aCapacity({ phase: 'Released', chunks: 0 })), raises)).toEqual(
      [],
    );
  });
});

describe('says', () => {
  test('what the autoscaler says, and keeps since when and for how many nodes', () => {
    expect(saidAt(at(17, 52), saying(aNodeSurge(), aCapacity()))).toEqual([{ ...HAS_IT, at: at(17, 52) }]);
  });

  test('another phase with its own time', () => {
    const nodes = Array.from({ length: 5 }, (_, index) => aNode(`n${index}`));
    expect(saidAt(at(17, 53), saying(aNodeSurge(), HAS_IT), { room: aRoom({ nodes }) })).toMatchObject([
      { phase: 'Provisioned', since: at(17, 53), chunks: 30, nodes: 5 },
    ]);
  });

  test('how many nodes more pods need', () => {
    expect(saidAt(at(17, 53), saying(aNodeSurge(), HAS_IT), { asked: 3 })).toMatchObject([
      { phase: 'Requested', since: at(17, 50), chunks: 37, nodes: 6 },
    ]);
  });

  test('that the nodes are released, and why', () => {
    const gone = { raises: [], room: undefined };
    const cancelled = saying(aNodeSurge({ cancelled: true }), HAS_IT);
    expect(saidAt(at(17, 56), saying(aNodeSurge(), HAS_IT), gone)).toEqual([
      aCapacity({
        phase: 'Released',
        chunks: 0,
        since: at(17, 56),
        message: 'no nodes are asked for any more',
        at: at(17, 56),
      }),
    ]);
    expect(saidAt(at(17, 56), cancelled, gone)).toMatchObject([{ message: 'the surge is cancelled' }]);
  });

  test('no conditions of a buffer that there is none of', () => {
    expect(saidAt(at(17, 53), saying(aNodeSurge(), HAS_IT), { buffer: { kind: 'foreign' } })).toMatchObject([
      { phase: 'Unavailable', chunks: 0, conditions: [] },
    ]);
  });
});
