/** What a refused buffer says: while it is not there as it is wanted, and no longer. */
import { describe, expect, test } from 'vitest';
import type { CapacitySnapshot } from '../../../src/core/capacity/snapshot.ts';
import { aCapacity, aNodeSurge, capacityAt, saying } from '../../support/a-capacity.ts';
import { aBuffer, aNode, aRoom } from '../../support/a-room.ts';
import { at } from '../../support/a-surge.ts';

const WHY = 'the API server refuses the buffer (403: exceeded quota): pods go first';
const REFUSED = saying(aNodeSurge(), aCapacity({ phase: 'Refused', message: WHY }));
const EMPTY = aRoom({ nodes: Array.from({ length: 5 }, (_, index) => aNode(`n${index}`)) });

const actionsOf = (over: Partial<CapacitySnapshot>) =>
  capacityAt(at(17, 50, 15), over).actions.map((action) =>
    action.kind === 'PatchSurgeCapacity'
      ? `${action.capacity.phase}: ${action.capacity.message}`
      : `${action.kind} ${'chunks' in action ? action.chunks : ''}`,
  );

describe('a refusal', () => {
  test('is said when it has just happened', () => {
    const [said, put] = actionsOf({ refused: '403: exceeded quota' });
    expect([said, put]).toEqual([`Refused: ${WHY}`, 'PutBuffer 30']);
  });

  test('stands while the buffer is not there: it is asked for again, and nothing is said anew', () => {
    expect(actionsOf({ surges: [REFUSED] })).toEqual(['PutBuffer 30']);
  });

  test('for another reason is news', () => {
    expect(actionsOf({ surges: [REFUSED], refused: '403: no right' })[0]).toContain('(403: no right)');
  });

  test.each<[string, Partial<CapacitySnapshot>, RegExp]>([
    ['the buffer is there', { buffer: aBuffer() }, /^Requested: waiting/],
    ['nobody asks any more', { raises: [] }, /^Released/],
    ['all fits without it', { room: EMPTY }, /^NotNeeded/],
    ['all fits beside what there is of it', { room: EMPTY, buffer: aBuffer({ chunks: 3 }) }, /^Provisioned/],
  ])('is forgotten when %s', (_, over, said) => {
    expect(actionsOf({ surges: [REFUSED], ...over })[0]).toMatch(said);
  });

  test('of another size is said though a buffer stands', () => {
    expect(actionsOf({ surges: [REFUSED], buffer: aBuffer({ chunks: 3 }) })).toEqual(['PutBuffer 30']);
  });
});
