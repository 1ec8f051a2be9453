import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ArrivalCurve } from '../../../src/core/model/surge.ts';
import { asInstant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import {
  buildPushCurve,
  buildTraceCurve,
  oraclePodSeconds,
  type Push,
} from '../../../src/sim/traffic/load-curve.ts';
import { anInstant } from '../../support/an-instant.ts';

const START = anInstant('2026-01-01T00:00:00Z');
const counts = fc
  .array(fc.oneof(fc.constant(0), fc.nat({ max: 200_000 })), { minLength: 1, maxLength: 30 })
  .map((requests) => Float64Array.from(requests));

test('every minute of a trace holds exactly the requests counted in it, at no negative rate', () => {
  fc.assert(
    fc.property(counts, (requests) => {
      const { rpsAt, peakRps } = buildTraceCurve(START, requests);
      for (const [minute, want] of requests.entries()) {
        const rates = Array.from({ length: 60 }, (_, second) =>
          rpsAt(plus(START, seconds(minute * 60 + second + 0.5))),
        );
        expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...rates)).toBeLessThanOrEqual(peakRps);
        expect(rates.reduce((sum, rps) => sum + rps)).toBeCloseTo(want, 5);
      }
    }),
  );
});

test('a trace has no jumps', () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: -60, max: 1_900 }), (requests, second) => {
      const { rpsAt, peakRps } = buildTraceCurve(START, requests);
      const at = plus(START, seconds(second));

      expect(Math.abs(rpsAt(plus(at, seconds(0.001))) - rpsAt(at))).toBeLessThanOrEqual(
        peakRps / 30_000 + 1e-6,
      );
    }),
  );
});

const curve = fc
  .record({ ramp: fc.nat(60), plateau: fc.nat(120), decay: fc.integer({ min: 1, max: 600 }) })
  .map(
    ({ ramp, plateau, decay }): ArrivalCurve => ({
      kind: 'decay',
      ramp: seconds(ramp),
      plateau: seconds(plateau),
      decay: seconds(decay),
    }),
  );
const pushes = fc.array(
  fc
    .record({ offset: fc.nat(900), peakRps: fc.integer({ min: 101, max: 50_000 }), curve })
    .map(({ offset, ...push }): Push => ({ ...push, at: plus(START, seconds(offset)) })),
  { maxLength: 4 },
);

test('pushes never go under the steady rate nor over the peak, which is reached', () => {
  fc.assert(
    fc.property(pushes, (all) => {
      const { rpsAt, peakRps } = buildPushCurve(100, all);
      const rates = Array.from({ length: 1_201 }, (_, second) => rpsAt(plus(START, seconds(second))));

      expect(Math.min(...rates)).toBeGreaterThanOrEqual(100);
      // Every breakpoint lies on a whole second.
      expect(Math.max(...rates)).toBeCloseTo(peakRps, 6);
    }),
  );
});

test('the oracle serves every request, and with one pod less in any second it would not', () => {
  fc.assert(
    fc.property(pushes, fc.integer({ min: 1, max: 500 }), (all, perReplica) => {
      const { rpsAt } = buildPushCurve(100, all);
      let least = 0;
      for (let at = START; at < START + minutes(10); at = plus(at, seconds(1))) {
        const rps = rpsAt(asInstant(at + 500));
        let pods = 1;
        while (pods < rps / perReplica - 1e-9) pods += 1;
        least += pods;
      }

      expect(oraclePodSeconds(rpsAt, START, plus(START, minutes(10)), perReplica)).toBe(least);
    }),
    { numRuns: 30 },
  );
});
