/** What holds for shifts however they overlap, fail and are cut off. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Surge } from '../../src/core/model/surge.ts';
import { asMillis, minutes, plus } from '../../src/core/model/time.ts';
import type { FaultRates } from '../../src/sim/client/faults.ts';
import { APP, aPush, aShiftWorld, inSeconds } from '../support/a-shift.ts';

const OTHER = { ...APP, name: 'other' };

const anySurge = (index: number): fc.Arbitrary<Surge> =>
  fc
    .record({
      start: fc.integer({ min: 0, max: 150 }),
      length: fc.integer({ min: 1, max: 120 }),
      replicas: fc.integer({ min: 1, max: 10 }),
      targets: fc.subarray([{ ref: APP }, { ref: OTHER }], { minLength: 1 }),
      cancelled: fc.boolean(),
    })
    .map(({ start, length, replicas, ...rest }) =>
      aPush({
        id: `news/push-${index}`,
        start: inSeconds(start),
        end: inSeconds(start + length),
        demand: { kind: 'replicas', replicas },
        ...rest,
      }),
    );

const anySurges = fc
  .integer({ min: 1, max: 3 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anySurge(index))));

const anyFaults: fc.Arbitrary<FaultRates['calls']> = fc.record({
  throttled: fc.double({ min: 0, max: 0.2, noNaN: true }),
  unavailable: fc.double({ min: 0, max: 0.2, noNaN: true }),
  conflict: fc.double({ min: 0, max: 0.2, noNaN: true }),
  timeoutAfterEffect: fc.double({ min: 0, max: 0.1, noNaN: true }),
  crashAfter: fc.double({ min: 0, max: 0.05, noNaN: true }),
});

function aWorldWith(surges: readonly Surge[], calls: FaultRates['calls'] = {}) {
  const world = aShiftWorld({ calls });
  world.addTarget(OTHER.name);
  world.store(...surges);
  return world;
}

test('no write begins at or after the end of the time', async () => {
  await fc.assert(
    fc.asyncProperty(
      anySurges,
      anyFaults,
      // Much is under way in the first seconds: it is cut off anywhere.
      fc.integer({ min: 1, max: 3_000 }),
      async (surges, calls, until) => {
        const { start, runToMillis, connection, engine } = aWorldWith(surges, calls);
        const shift = start(plus(engine.now, asMillis(until)));
        // What was sent before is on its way for 100 ms.
        await runToMillis(until + 100);
        const before = shift.connection.writes;
        await runToMillis(until + 60_000);
        return shift.connection.writes === before && connection.writes === 0;
      },
    ),
    { numRuns: 100 },
  );
});

/** A shift a minute; `doubled`: another begins before it has ended. */
async function playShifts(surges: readonly Surge[], calls: FaultRates['calls'], doubled: boolean) {
  const world = aWorldWith(surges, calls);
  const { api, start, runTo } = world;
  const over = Object.keys(calls).length > 0 ? 16 : 15;
  for (let minute = 0; minute < over; minute += 1) {
    await runTo(minute * 60);
    start(inSeconds(minute * 60 + 58));
    if (doubled) {
      await runTo(minute * 60 + 7);
      start(inSeconds(minute * 60 + 65));
    }
  }
  await runTo((over + 1) * 60);
  const last = start(plus(inSeconds((over + 1) * 60), minutes(1)));
  await runTo((over + 2) * 60);
  const summaries = Array.from(api.list('Surge'), ({ status }) => status?.['phase']);
  const targets = Array.from(api.list('HorizontalPodAutoscaler'), ({ spec, metadata }) => ({
    spec,
    record: metadata.annotations?.['forescale.dev/floor'],
  }));
  return { state: { summaries, targets }, writes: last.connection.writes };
}

test('overlapping shifts with faults end where single ones without end, and write nothing then', async () => {
  await fc.assert(
    fc.asyncProperty(anySurges, anyFaults, async (surges, calls) => {
      const single = await playShifts(surges, {}, false);
      const doubled = await playShifts(surges, calls, true);
      // The fault that comes last may leave something to do.
      expect(doubled.state).toEqual(single.state);
      expect(single.writes).toBe(0);
    }),
    { numRuns: 25 },
  );
});
