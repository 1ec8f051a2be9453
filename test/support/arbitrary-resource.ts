/** Surges that a custom resource can say: what core alone could think of beside them is left out. */
import fc from 'fast-check';
import type { ArrivalCurve, Demand, Surge } from '../../src/core/model/surge.ts';
import { asMillis, type Millis } from '../../src/core/model/time.ts';
import { AN_HPA } from './a-target.ts';
import { arbSurge } from './arbitrary-surge.ts';

/** To the millisecond: 1.001 s is no whole number of them as a product. */
const length = (least: number): fc.Arbitrary<Millis> =>
  fc.integer({ min: least, max: 9_000_000 }).map(asMillis);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const amount = fc.double({ min: 0.001, max: 9_999, noNaN: true });

const points: fc.Arbitrary<ArrivalCurve> = fc
  .uniqueArray(fc.record({ offset: length(0), share }), {
    selector: ({ offset }) => offset,
    minLength: 2,
    maxLength: 6,
  })
  .map((all) => ({ kind: 'points', points: all.toSorted((a, b) => a.offset - b.offset) }));

const curve: fc.Arbitrary<ArrivalCurve> = fc.oneof(
  fc.constant<ArrivalCurve>({ kind: 'box' }),
  fc.record({ kind: fc.constant('decay' as const), ramp: length(0), plateau: length(0), decay: length(1) }),
  points,
);

const arbSayableDemand: fc.Arbitrary<Demand> = fc.oneof(
  fc.record({ kind: fc.constant('replicas' as const), replicas: fc.integer({ min: 1, max: 100_000 }) }),
  fc.record({ kind: fc.constant('multiplier' as const), multiplier: amount, curve }),
  fc.record({ kind: fc.constant('rps' as const), rps: amount, curve }),
  fc.record({
    kind: fc.constant('audience' as const),
    recipients: fc.integer({ min: 1, max: 10_000_000 }),
    openRate: fc.double({ min: 0.001, max: 1, noNaN: true }),
    requestsPerOpen: amount,
    curve,
  }),
);

export const arbSayableSurge: fc.Arbitrary<Surge> = fc
  .record({
    surge: arbSurge('news/push', AN_HPA),
    demand: arbSayableDemand,
    own: fc.option(arbSayableDemand, { nil: undefined }),
    nodeLead: fc.option(length(0), { nil: undefined }),
  })
  .map(({ surge, demand, own, nodeLead }) => ({
    ...surge,
    demand,
    nodeLead,
    targets: [own === undefined ? { ref: AN_HPA } : { ref: AN_HPA, demand: own }],
  }));
