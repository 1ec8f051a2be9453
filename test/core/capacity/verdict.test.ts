/** Our own reading: never an autoscaler's word for ours, and always said when pods go first. */
import { describe, expect, test } from 'vitest';
import type { CapacitySnapshot } from '../../../src/core/capacity/snapshot.ts';
import type { SurgeTargetCapacity } from '../../../src/core/model/surge-capacity.ts';
import type { Instant } from '../../../src/core/model/time.ts';
import { capacityAt } from '../../support/a-capacity.ts';
import { aBuffer, aNode, aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';

function readingAt(now: Instant, over: Partial<CapacitySnapshot>): SurgeTargetCapacity {
  const [first] = capacityAt(now, over).actions;
  if (first?.kind !== 'PatchSurgeCapacity')
    throw new Error(`expected a status, got ${first?.kind ?? 'nothing'}`);
  return first.capacity;
}

const EMPTY = aRoom({ nodes: Array.from({ length: 5 }, (_, index) => aNode(`n${index}`)) });
const READY = { type: 'ReadyForProvisioning', status: 'True', reason: 'AttributesSetSuccessfully' };
const PROCESSED = { type: 'Provisioning', status: 'True', reason: 'FakePodsInjected' };

interface Row {
  readonly over: Partial<CapacitySnapshot>;
  readonly phase: SurgeTargetCapacity['phase'];
  readonly message: RegExp;
  readonly now?: Instant;
}

const rows: Readonly<Record<string, Row>> = {
  'a buffer just made': { over: { buffer: aBuffer() }, phase: 'Requested', message: /waiting/ },
  'one that Cluster Autoscaler has processed': {
    over: { buffer: aBuffer({ conditions: [READY, PROCESSED] }) },
    phase: 'Requested',
    message: /has the buffer, but there is no room for all pods to come on nodes that are Ready yet/,
    now: at(17, 55),
  },
  'one that Karpenter has not got room for yet': {
    over: { buffer: aBuffer({ conditions: [READY, { ...PROCESSED, status: 'False' }] }) },
    phase: 'Requested',
    message: /has the buffer/,
    now: at(17, 55),
  },
  'room on nodes that are Ready, whatever the conditions say': {
    over: { buffer: aBuffer(), room: EMPTY },
    phase: 'Provisioned',
    message: /fit on nodes that are Ready/,
  },
  'room on nodes that boot': {
    over: {
      buffer: aBuffer(),
      room: { ...EMPTY, nodes: EMPTY.nodes.map((node) => ({ ...node, ready: false })) },
    },
    phase: 'Requested',
    message: /waiting/,
  },
  'one that nobody has taken up': {
    over: { buffer: aBuffer() },
    phase: 'Ignored',
    message: /within 60 s: is the feature switched on\?/,
    now: at(17, 51),
  },
  'one that is read, but not provisioned for': {
    over: { buffer: aBuffer({ conditions: [READY] }) },
    phase: 'Ignored',
    message: /switched on/,
    now: at(17, 51),
  },
  'one that cannot be read': {
    over: { buffer: aBuffer({ conditions: [{ ...READY, status: 'False', reason: 'ResolutionFailed' }] }) },
    phase: 'Refused',
    message: /cannot use the buffer \(ResolutionFailed\): pods go first/,
    now: at(17, 55),
  },
  'one that Karpenter cannot read, which it says twice': {
    over: {
      buffer: aBuffer({
        conditions: [
          { ...PROCESSED, status: 'False', reason: 'NotReadyForProvisioning' },
          { ...READY, status: 'False', reason: 'ScalableRefNotFound' },
        ],
      }),
    },
    phase: 'Refused',
    message: /cannot use the buffer \(ScalableRefNotFound\)/,
    now: at(17, 55),
  },
  'no API': {
    over: { buffer: { kind: 'unavailable', why: 'not served' } },
    phase: 'Unavailable',
    message: /\(not served\): pods go first/,
  },
  'somebody else’s buffer': {
    over: { buffer: { kind: 'foreign' } },
    phase: 'Unavailable',
    message: /is not ours/,
  },
  'a target that scales something else': {
    over: { room: undefined },
    phase: 'Unavailable',
    message: /HorizontalPodAutoscaler app scales nothing/,
  },
  'room for all without a buffer': { over: { room: EMPTY }, phase: 'NotNeeded', message: /fit on the room/ },
  'pods that are asked for already': {
    over: { asked: 40 },
    phase: 'NotNeeded',
    message: /40 replicas are asked/,
  },
};

describe.each(Object.entries(rows))('%s', (_, { over, phase, message, now = at(17, 50, 30) }) => {
  test(`is ${phase}`, () => {
    const reading = readingAt(now, over);
    expect(reading.phase).toBe(phase);
    expect(reading.message).toMatch(message);
  });
});
