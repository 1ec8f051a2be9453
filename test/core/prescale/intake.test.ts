import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Surge } from '../../../src/core/model/surge.ts';
import { accept, type StoredSurge, type SurgeEvent } from '../../../src/core/prescale/intake.ts';
import { anInstant } from '../../support/an-instant.ts';

const surgeOf = (replicas: number): Surge => ({
  id: 'news/lunch',
  targets: [],
  start: anInstant('2026-11-22T12:00:00Z'),
  end: anInstant('2026-11-22T12:30:00Z'),
  demand: { kind: 'replicas', replicas },
  ceiling: { kind: 'cap' },
  cancelled: false,
  status: {},
});

/** The content follows from the version, as it does for one sender. */
const scheduled = (version: number): SurgeEvent => ({
  kind: 'scheduled',
  eventId: 'push-1',
  version,
  surge: surgeOf(version * 10),
});
const cancelled = (version: number): SurgeEvent => ({ kind: 'cancelled', eventId: 'push-1', version });
const storedSchedule = (version: number): StoredSurge => ({
  cancelled: false,
  eventId: 'push-1',
  version,
  surge: surgeOf(version * 10),
});
const tombstone = (version: number): StoredSurge => ({ cancelled: true, eventId: 'push-1', version });

interface Case {
  readonly stored: StoredSurge | undefined;
  readonly incoming: SurgeEvent;
  readonly want: StoredSurge | 'Duplicate' | 'Stale' | 'Cancelled';
}

const cases: Record<string, Case> = {
  'first schedule': { stored: undefined, incoming: scheduled(3), want: storedSchedule(3) },
  'cancel before its schedule': { stored: undefined, incoming: cancelled(3), want: tombstone(3) },
  'newer schedule': { stored: storedSchedule(3), incoming: scheduled(4), want: storedSchedule(4) },
  'same schedule again': { stored: storedSchedule(3), incoming: scheduled(3), want: 'Duplicate' },
  'older schedule': { stored: storedSchedule(3), incoming: scheduled(2), want: 'Stale' },
  'newer cancel': { stored: storedSchedule(3), incoming: cancelled(4), want: tombstone(4) },
  'cancel of the same version': { stored: storedSchedule(3), incoming: cancelled(3), want: tombstone(3) },
  'cancel of an older version': { stored: storedSchedule(3), incoming: cancelled(2), want: 'Stale' },
  'schedule after its cancel': { stored: tombstone(3), incoming: scheduled(3), want: 'Cancelled' },
  'older schedule after a cancel': { stored: tombstone(3), incoming: scheduled(2), want: 'Cancelled' },
  'scheduled anew after a cancel': { stored: tombstone(3), incoming: scheduled(4), want: storedSchedule(4) },
  'same cancel again': { stored: tombstone(3), incoming: cancelled(3), want: 'Duplicate' },
  'newer cancel after a cancel': { stored: tombstone(3), incoming: cancelled(4), want: tombstone(4) },
  'older cancel after a cancel': { stored: tombstone(3), incoming: cancelled(2), want: 'Cancelled' },
};

const arrive = (events: readonly SurgeEvent[]): StoredSurge | undefined =>
  events.reduce<StoredSurge | undefined>((stored, incoming) => {
    const acceptance = accept(stored, incoming);
    return acceptance.kind === 'store' ? acceptance.value : stored;
  }, undefined);

describe('accept', () => {
  test.each(Object.entries(cases))('%s', (_, { stored, incoming, want }) => {
    const acceptance = accept(stored, incoming);
    expect(acceptance).toEqual(
      typeof want === 'string' ? { kind: 'ignore', reason: want } : { kind: 'store', value: want },
    );
  });

  test('refuses to judge by the record of another event', () => {
    expect(() => accept(tombstone(1), { ...cancelled(2), eventId: 'push-2' })).toThrow(
      'expected eventId "push-1", got "push-2"',
    );
  });

  const version = fc.integer({ min: 1, max: 6 });
  const event = fc.oneof(version.map(scheduled), version.map(cancelled));
  const deliveries = fc.array(event, { minLength: 1, maxLength: 8 }).chain((events) =>
    fc.record({
      events: fc.constant(events),
      /** Each at least once, some again, in any order. */
      arrivals: fc
        .subarray(events)
        .chain((again) =>
          fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }),
        ),
    }),
  );

  test('any order and any repetition ends in the same stored value', () => {
    fc.assert(
      fc.property(deliveries, ({ events, arrivals }) => {
        expect(arrive(arrivals)).toEqual(arrive(events));
      }),
    );
  });

  test('the end is the highest version, a cancel first', () => {
    fc.assert(
      fc.property(deliveries, ({ arrivals }) => {
        const highest = Math.max(...arrivals.map(({ version: number }) => number));
        const cancels = arrivals.some((one) => one.kind === 'cancelled' && one.version === highest);
        expect(arrive(arrivals)).toEqual(cancels ? tombstone(highest) : storedSchedule(highest));
      }),
    );
  });
});
