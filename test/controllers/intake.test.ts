import { describe, expect, test } from 'vitest';
import { type IntakeDeps, takeIn } from '../../src/controllers/intake.ts';
import { type Instant, minutes, plus, seconds } from '../../src/core/model/time.ts';
import type { EventSurge, EventSurgeDraft } from '../../src/core/prescale/event-surge.ts';
import type { InboundEvent, SurgeChange } from '../../src/core/prescale/inbound-event.ts';
import {
  AlreadyExists,
  Conflict,
  Invalid,
  NotFound,
  Throttled,
  Unavailable,
} from '../../src/ports/faults.ts';
import { aSurge, at } from '../support/a-surge.ts';
import { AN_HPA } from '../support/a-target.ts';
import { aCancel, aPush, arrive, ID, storedAs } from '../support/an-event-surge.ts';
import { silentLog } from '../support/silent-log.ts';

const NOW = at(12);

const anEvent = (change: SurgeChange): InboundEvent => ({
  type: 'push.scheduled',
  origin: 'push',
  eventId: change.asked.eventId,
  version: change.asked.version,
  clusters: ['live'],
  changes: { live: change },
});

/** One surge; each write fails with the next of `faults` first. `meanwhile` is what somebody else has stored by then. */
function aStore(before?: EventSurge, faults: readonly Error[] = [], meanwhile?: EventSurge) {
  const left = [...faults];
  const state = { found: before, writes: 0 };
  const write = async (draft: EventSurgeDraft): Promise<void> => {
    state.writes += 1;
    const fault = left.shift();
    if (fault !== undefined) {
      state.found = meanwhile ?? state.found;
      throw fault;
    }
    state.found = storedAs(draft, state.found);
  };
  const store: IntakeDeps['store'] = {
    read: async () => state.found,
    list: async () => (state.found === undefined ? [] : [state.found]),
    create: write,
    replace: write,
    remove: async () => {
      state.found = undefined;
    },
  };
  let now = NOW;
  const clock = {
    now: () => now,
    wake: async (until: Instant) => {
      now = until;
    },
  };
  const deps = { store, clock, log: silentLog };
  return { state, clock, take: (change: SurgeChange) => takeIn(anEvent(change), 'live', deps) };
}

const stored = (...changes: readonly SurgeChange[]): EventSurge =>
  arrive(changes.map((change) => ({ change, now: NOW }))) as EventSurge;

describe('an event is taken in', () => {
  test('by storing its surge, whose targets are told', async () => {
    const { state, take } = aStore();
    expect(await take(aPush(1))).toEqual({ surge: ID, outcome: 'stored', targets: [AN_HPA] });
    expect(state.found?.stored).toMatchObject({ version: 1, cancelled: false });
  });

  test('with the targets that it had before', async () => {
    const other = { ...AN_HPA, name: 'other' };
    const before = storedAs({
      ...stored(aPush(1)),
      stored: {
        cancelled: false,
        eventId: 'push-1',
        version: 1,
        surge: aSurge({ targets: [{ ref: other }] }),
      },
    });
    const { targets } = await aStore(before).take(aPush(2));
    expect(targets).toEqual([other, AN_HPA]);
  });

  test('as a cancel, whose targets are to be given back', async () => {
    const { state, take } = aStore(stored(aPush(1)));
    expect(await take(aCancel(2))).toEqual({ surge: ID, outcome: 'stored', targets: [AN_HPA] });
    expect(state.found?.surge).toMatchObject({ cancelled: true, targets: [{ ref: AN_HPA }] });
  });

  test('once: again it is known, and told for whoever died before it was reconciled', async () => {
    const { state, take } = aStore(stored(aPush(1)));
    expect(await take(aPush(1))).toEqual({ surge: ID, outcome: 'Duplicate', targets: [AN_HPA] });
    expect(state.writes).toBe(0);
  });

  test('not where a person has called it off', async () => {
    const { take } = aStore({ ...stored(aPush(1)), cancelledByHand: true });
    expect(await take(aPush(2))).toMatchObject({ outcome: 'CancelledByHand' });
  });
});

describe('where somebody else writes', () => {
  test.each([new Conflict('newer'), new AlreadyExists('there'), new NotFound('gone')])(
    'it is decided anew on what is there: %s',
    async (fault) => {
      const { state, take } = aStore(stored(aPush(1)), [fault], stored(aPush(3)));
      expect(await take(aPush(2))).toMatchObject({ outcome: 'Stale' });
      expect(state.found?.stored.version).toBe(3);
    },
  );

  test('it is tried again until it is stored', async () => {
    const faults = Array.from({ length: 8 }, () => new Conflict('newer'));
    const { state, take } = aStore(stored(aPush(1)), faults);
    expect(await take(aPush(2))).toMatchObject({ outcome: 'stored' });
    expect(state.writes).toBe(9);
  });

  test('not for ever', async () => {
    const faults = Array.from({ length: 1_000 }, () => new Conflict('newer'));
    const { state, take } = aStore(stored(aPush(1)), faults);
    await expect(take(aPush(2))).rejects.toThrow(Conflict);
    expect(state.writes).toBeLessThan(100);
  });
});

describe('a store that fails', () => {
  test.each([new Unavailable('503'), new Throttled('429', { retryAfter: seconds(2) })])(
    'for a moment is waited for, as the queue would bring the event after minutes: %s',
    async (fault) => {
      const { state, clock, take } = aStore(undefined, [fault]);
      expect(await take(aPush(1))).toMatchObject({ outcome: 'stored' });
      expect(state.writes).toBe(2);
      expect(clock.now()).toBe(plus(NOW, fault.retryAfter ?? seconds(0.25)));
    },
  );

  test('for longer is left to the queue', async () => {
    const faults = Array.from({ length: 1_000 }, () => new Unavailable('503'));
    const { clock, take } = aStore(undefined, faults);
    await expect(take(aPush(1))).rejects.toThrow(Unavailable);
    expect(clock.now()).toBeLessThanOrEqual(plus(NOW, seconds(5)));
  });

  test.each([
    new Invalid('422'),
    new Throttled('429', { retryAfter: minutes(1) }),
    new RangeError('a defect'),
  ])('is not asked again where that is in vain, or too soon: %s', async (fault) => {
    const { state, take } = aStore(undefined, [fault]);
    await expect(take(aPush(1))).rejects.toThrow(fault);
    expect(state.writes).toBe(1);
  });
});

test('a namespace that is not there is asked for once', async () => {
  const faults = Array.from({ length: 9 }, () => new NotFound('namespaces "news" not found'));
  const { state, take } = aStore(undefined, faults);
  await expect(take(aPush(1))).rejects.toThrow(NotFound);
  expect(state.writes).toBe(1);
});

test('a cluster that it is not for is a mistake of the caller', async () => {
  const { deps } = {
    deps: { store: {} as IntakeDeps['store'], clock: {} as IntakeDeps['clock'], log: silentLog },
  };
  await expect(takeIn(anEvent(aPush(1)), 'spare', deps)).rejects.toThrow('expected one of live, got "spare"');
});
