import { describe, expect, test } from 'vitest';
import { minutes, plus } from '../../../src/core/model/time.ts';
import type { EventSurge } from '../../../src/core/prescale/event-surge.ts';
import { decideTending } from '../../../src/core/prescale/event-tending.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { aCancel, aPush, arrive, ID, storedAs } from '../../support/an-event-surge.ts';

const RETENTION = minutes(15 * 24 * 60);
const later = (from: number) => plus(from as never, RETENTION);

const push = arrive([{ change: aPush(1), now: at(12) }]) as EventSurge;
const tombstone = arrive([{ change: aCancel(1), now: at(12) }]) as EventSurge;
const alarm = storedAs({
  id: ID,
  origin: 'alarm',
  at: at(18),
  stored: {
    cancelled: false,
    eventId: 'high',
    version: at(18),
    surge: aSurge({ start: at(18), end: at(18, 15) }),
  },
  hold: { hold: minutes(15), until: at(20) },
});

describe('the surge of an event', () => {
  test('is kept until its retention is over', () => {
    expect(decideTending(push, RETENTION, plus(later(at(19)), minutes(-1)))).toEqual({ kind: 'keep' });
    expect(decideTending(push, RETENTION, later(at(19)))).toEqual({ kind: 'remove' });
  });

  test('is kept from when it was last heard of, where that is later', () => {
    const heard = { ...push, at: at(23) };
    expect(decideTending(heard, RETENTION, later(at(19)))).toEqual({ kind: 'keep' });
    expect(decideTending(heard, RETENTION, later(at(23)))).toEqual({ kind: 'remove' });
  });

  test('is kept when it cannot be understood: it may be yet to come', () => {
    const torn = { ...push, stored: { ...tombstone.stored }, surge: undefined };
    expect(decideTending(torn, RETENTION, plus(later(at(23)), RETENTION))).toEqual({ kind: 'keep' });
  });

  test('a tombstone is kept from when it was taken in', () => {
    expect(decideTending(tombstone, RETENTION, plus(later(at(12)), minutes(-1)))).toEqual({ kind: 'keep' });
    expect(decideTending(tombstone, RETENTION, later(at(12)))).toEqual({ kind: 'remove' });
  });
});

describe('an alarm that lasts', () => {
  test('is extended as the same version of it when half of its hold is gone', () => {
    expect(decideTending(alarm, RETENTION, at(18, 7))).toEqual({ kind: 'keep' });
    const { hold, origin } = alarm;
    expect(decideTending(alarm, RETENTION, at(18, 8))).toEqual({
      kind: 'extend',
      draft: {
        id: ID,
        origin,
        hold,
        at: at(18, 8),
        stored: { ...alarm.stored, surge: { ...alarm.surge, end: at(18, 23) } },
      },
    });
  });

  test.each([
    ['is over', { hold: undefined }],
    ['was called off by hand', { cancelledByHand: true }],
    ['cannot be understood', { stored: { cancelled: true, eventId: 'high', version: 1 } as const }],
  ])('not one that %s', (_, over) => {
    expect(decideTending({ ...alarm, ...over }, RETENTION, at(18, 14))).toEqual({ kind: 'keep' });
  });
});
