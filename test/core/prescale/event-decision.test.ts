import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventSurge } from '../../../src/core/prescale/event-surge.ts';
import type { SurgeChange } from '../../../src/core/prescale/inbound-event.ts';
import { at } from '../../support/a-surge.ts';
import { aCancel, aPush, arrive, decide } from '../../support/an-event-surge.ts';

const NOON = at(12);
const after = (...changes: readonly SurgeChange[]): EventSurge => {
  const found = arrive(changes.map((change) => ({ change, now: NOON })));
  if (found === undefined) throw new Error('expected something to be stored');
  return found;
};

describe('a push', () => {
  test('is stored with when it was taken in', () => {
    const change = aPush(3);
    expect(decide(undefined, change, NOON)).toMatchObject({
      kind: 'store',
      draft: { id: change.id, origin: 'push', at: NOON, stored: { version: 3, cancelled: false } },
    });
  });

  test.each([
    ['the same again', after(aPush(3)), aPush(3), 'Duplicate'],
    ['an older version', after(aPush(3)), aPush(2), 'Stale'],
    ['one that was called off', after(aCancel(3)), aPush(3), 'Cancelled'],
  ])('%s changes nothing', (_, found, change, reason) => {
    expect(decide(found, change, NOON)).toEqual({ kind: 'ignore', reason });
  });

  test('cannot be told by what is stored of another', () => {
    const other = { ...aPush(4), asked: { ...aPush(4).asked, eventId: 'push-2' } };
    expect(() => decide(after(aPush(3)), other, NOON)).toThrow('expected eventId "push-1", got "push-2"');
  });
});

describe('one that a person has called off', () => {
  const byHand = { ...after(aPush(3)), cancelledByHand: true };

  test.each([aPush(2), aPush(3), aPush(4), aCancel(4)])('stays off, whatever comes', (change) => {
    expect(decide(byHand, change, NOON)).toEqual({ kind: 'ignore', reason: 'CancelledByHand' });
  });
});

const change = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }).map((version) => aPush(version, version)) },
  fc.integer({ min: 1, max: 6 }).map(aCancel),
);
/** Each at least once, some again, in any order. */
const deliveries = fc.array(change, { minLength: 1, maxLength: 8 }).chain((changes) =>
  fc.record({
    changes: fc.constant(changes),
    arrivals: fc.array(fc.constantFrom(...changes), { maxLength: 8 }).chain((again) => {
      const all = [...changes, ...again];
      return fc.shuffledSubarray(all, { minLength: all.length });
    }),
  }),
);

const rank = ({ asked }: SurgeChange): number => asked.version * 2 + (asked.kind === 'cancelled' ? 1 : 0);

describe('events of one push', () => {
  test('in any order, any number of times, end as if the highest had come alone', () => {
    fc.assert(
      fc.property(deliveries, ({ changes, arrivals }) => {
        const last = changes.toSorted((a, b) => rank(a) - rank(b)).at(-1) ?? aPush(1);
        const [found, alone] = [after(...arrivals), after(last)];
        expect(found.stored).toEqual(alone.stored);
        expect(found.surge?.cancelled).toBe(alone.surge?.cancelled);
      }),
    );
  });

  test('called off stay so under lower versions, and under the same', () => {
    fc.assert(
      fc.property(deliveries, fc.integer({ min: 6, max: 9 }), ({ arrivals }, version) => {
        const found = after(...arrivals, aCancel(version), ...arrivals);
        expect(found.stored).toEqual({ cancelled: true, eventId: 'push-1', version });
      }),
    );
  });
});
