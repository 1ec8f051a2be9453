import { expect, test } from 'vitest';
import type { CapacitySnapshot } from '../../../src/core/capacity/snapshot.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { aCapacity, aNodeSurge, capacityAt, saying } from '../../support/a-capacity.ts';
import { aBuffer, aNode, aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';

const codesAt = (now: Instant, over: Partial<CapacitySnapshot>) =>
  capacityAt(now, over).reasons.map(({ code }) => code);

const surges = [saying(aNodeSurge(), aCapacity())];
const nodes = Array.from({ length: 5 }, (_, index) => aNode(`n${index}`));

test.each<[string, Instant, Partial<CapacitySnapshot>]>([
  ['NodesAsked', at(17, 50), {}],
  ['NodesAsked', at(17, 50, 30), { surges, buffer: aBuffer(), asked: 4 }],
  ['NodesProvisioned', at(17, 52), { surges, buffer: aBuffer(), room: aRoom({ nodes }) }],
  ['NodesNotNeeded', at(17, 50), { room: aRoom({ nodes }) }],
  ['NodesIgnored', at(17, 52), { surges, buffer: aBuffer() }],
  ['NodesUnavailable', at(17, 50), { buffer: { kind: 'foreign' } }],
  ['NodesReleased', at(17, 56), { surges, buffer: aBuffer(), standing: 40 }],
])('%s', (code, now, over) => {
  expect(codesAt(now, over)).toEqual([code]);
});

test('says nothing of a condition alone', () => {
  const conditions = [{ type: 'Provisioning', status: 'True', reason: 'FakePodsInjected' }];
  const plan = capacityAt(at(17, 50, 30), { surges, buffer: aBuffer({ conditions }) });
  expect(plan.actions).toHaveLength(1);
  expect(plan.reasons).toEqual([]);
});

test('owns up to nodes whose shape is not known', () => {
  expect(capacityAt(at(17, 50), { room: aRoom({ nodes: [] }) }).reasons[0]?.detail).toContain(
    'nodes whose shape is not known yet',
  );
});
