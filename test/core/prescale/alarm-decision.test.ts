import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { extendedEnd } from '../../../src/core/prescale/alarm-decision.ts';
import type { EventSurge } from '../../../src/core/prescale/event-surge.ts';
import type { SurgeChange } from '../../../src/core/prescale/inbound-event.ts';
import { aSurge, at } from '../../support/a-surge.ts';
import { arrive, decide, ID } from '../../support/an-event-surge.ts';

const HOLD = minutes(15);
const MOST = minutes(60);

const alarm = (when: Instant, lasts: boolean): SurgeChange => ({
  id: ID,
  asked: {
    kind: 'alarm',
    eventId: 'high',
    version: when,
    lasts,
    at: when,
    hold: HOLD,
    most: MOST,
    surge: aSurge({ start: when, end: plus(when, HOLD) }),
  },
});
const goesOff = (when: Instant) => ({ change: alarm(when, true), now: when });
const isOver = (when: Instant) => ({ change: alarm(when, false), now: when });
const spanOf = (found: EventSurge | undefined) =>
  found?.stored.cancelled === false
    ? [found.stored.surge.start, found.stored.surge.end]
    : 'nothing is scheduled';

describe('an alarm that goes off', () => {
  test('opens its surge for as long as it is held', () => {
    const found = arrive([goesOff(at(18))]);
    expect(spanOf(found)).toEqual([at(18), at(18, 15)]);
    expect(found).toMatchObject({ origin: 'alarm', hold: { hold: HOLD, until: at(19) } });
  });

  test('and is told late is held from now, not beyond the most', () => {
    const late = (now: Instant) => arrive([{ change: alarm(at(18), true), now }]);
    expect(spanOf(late(at(18, 20)))).toEqual([at(18), at(18, 35)]);
    expect(spanOf(late(at(18, 55)))).toEqual([at(18), at(19)]);
    expect(spanOf(late(at(23)))).toEqual([at(18), at(19)]);
  });

  test('again, while the surge goes on, extends it and keeps its start and its most', () => {
    const found = arrive([goesOff(at(18)), goesOff(at(18, 10))]);
    expect(spanOf(found)).toEqual([at(18), at(18, 25)]);
    expect(found?.hold?.until).toBe(at(19));
  });

  test('again, when the surge is over, opens it anew', () => {
    const anew = [at(18, 30), at(18, 45)];
    expect(spanOf(arrive([goesOff(at(18)), goesOff(at(18, 30))]))).toEqual(anew);
    expect(spanOf(arrive([goesOff(at(18)), isOver(at(18, 5)), goesOff(at(18, 30))]))).toEqual(anew);
  });
});

describe('an alarm that is over', () => {
  test('ends its surge then, and nothing extends it', () => {
    const found = arrive([goesOff(at(18)), isOver(at(18, 5))]);
    expect(spanOf(found)).toEqual([at(18), at(18, 5)]);
    expect(found?.hold).toBeUndefined();
  });

  test('at once leaves a surge of a second', () => {
    const found = arrive([goesOff(at(18)), isOver(plus(at(18), seconds(0.2)))]);
    expect(spanOf(found)).toEqual([at(18), plus(at(18), seconds(1))]);
  });

  test('after its hold has run out moves nothing', () => {
    expect(spanOf(arrive([goesOff(at(18)), isOver(at(20))]))).toEqual([at(18), at(18, 15)]);
  });

  test('before it is known to have gone off keeps that from opening it', () => {
    const found = arrive([isOver(at(18, 5)), goesOff(at(18))]);
    expect(found?.stored).toEqual({ cancelled: true, eventId: 'high', version: at(18, 5) });
    expect(spanOf(arrive([goesOff(at(18, 6))], found))).toEqual([at(18, 6), at(18, 21)]);
  });

  test('is known when it is told again', () => {
    const found = arrive([goesOff(at(18)), isOver(at(18, 5))]);
    const again = decide(found, alarm(at(18, 5), false), at(18, 6));
    expect(again).toEqual({ kind: 'ignore', reason: 'Duplicate' });
  });
});

describe('one that a person has called off', () => {
  const opened = arrive([goesOff(at(18))]) as EventSurge;
  const byHand: EventSurge = { ...opened, cancelledByHand: true };

  test.each([alarm(at(18, 10), true), alarm(at(18, 10), false), alarm(at(18, 59), true)])(
    'stays off for as long as it could have been held',
    (change) => {
      expect(decide(byHand, change, at(18, 59))).toEqual({ kind: 'ignore', reason: 'CancelledByHand' });
    },
  );

  test('opens when it goes off after that', () => {
    expect(spanOf(arrive([goesOff(at(19))], byHand))).toEqual([at(19), at(19, 15)]);
  });
});

describe('the hold', () => {
  const hold = { hold: HOLD, until: at(19) };
  test.each([
    ['is long enough', at(18, 15), at(18, 5), undefined],
    ['is half gone', at(18, 15), at(18, 8), at(18, 23)],
    ['has run out, as nobody looked', at(18, 15), at(18, 40), at(18, 55)],
    ['would go beyond the most', at(18, 50), at(18, 48), at(19)],
    ['has reached the most', at(19), at(18, 59), undefined],
    ['ran out after the most', at(18, 50), at(19, 5), undefined],
  ])('%s', (_, end, now, want) => {
    expect(extendedEnd(end, hold, now)).toBe(want);
  });
});

/** No two at one instant: an alarm is in one state at a time. */
const states = fc
  .uniqueArray(fc.integer({ min: 0, max: 7_200 }), { minLength: 1, maxLength: 8 })
  .chain((offsets) =>
    fc.record({
      states: fc.tuple(
        ...offsets.map((offset) =>
          fc.boolean().map((lasts) => alarm(asInstant(at(18) + offset * 1_000), lasts)),
        ),
      ),
      late: fc.integer({ min: 0, max: 3_600 }),
    }),
  )
  .chain(({ states: known, late }) =>
    fc.record({
      known: fc.constant(known),
      now: fc.constant(asInstant(at(20) + late * 1_000)),
      arrivals: fc
        .array(fc.constantFrom(...known), { maxLength: 6 })
        .chain((again) =>
          fc.shuffledSubarray([...known, ...again], { minLength: known.length + again.length }),
        ),
    }),
  );

test('states in any order, any number of times, end as the newest says', () => {
  fc.assert(
    fc.property(states, ({ known, now, arrivals }) => {
      const newest = known.toSorted((a, b) => a.asked.version - b.asked.version).at(-1)?.asked;
      const found = arrive(arrivals.map((change) => ({ change, now })));
      expect(found?.stored.version).toBe(newest?.version);
      const lasts = newest?.kind === 'alarm' && newest.lasts;
      expect(found?.hold !== undefined).toBe(lasts);
      if (found?.stored.cancelled === false) {
        const { start, end } = found.stored.surge;
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(MOST);
        if (!lasts) expect(end).toBeLessThanOrEqual(Math.max(newest?.version ?? 0, start + 1_000));
      } else expect(lasts).toBe(false);
    }),
  );
});
