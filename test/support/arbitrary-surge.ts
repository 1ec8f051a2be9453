/** Surges of every kind within two hours of an evening. */
import fc from 'fast-check';
import type { ArrivalCurve, CeilingPolicy, Demand, Surge } from '../../src/core/model/surge.ts';
import type { TargetRef } from '../../src/core/model/target.ts';
import { asMillis, type Millis, plus, seconds } from '../../src/core/model/time.ts';
import { at } from './a-surge.ts';

export const EVENING = at(17);

const span = (least: number, most: number): fc.Arbitrary<Millis> =>
  fc.integer({ min: least * 10, max: most * 10 }).map((tenths) => asMillis(tenths * 100));

const share = fc.integer({ min: 0, max: 4 }).map((quarters) => quarters / 4);

const points: fc.Arbitrary<ArrivalCurve> = fc
  .array(fc.record({ gap: span(0, 600), share }), { minLength: 1, maxLength: 5 })
  .map((steps) => {
    let offset = 0;
    return {
      kind: 'points',
      points: steps.map((step) => {
        offset += step.gap;
        return { offset: asMillis(offset), share: step.share };
      }),
    };
  });

const curve: fc.Arbitrary<ArrivalCurve> = fc.oneof(
  fc.constant<ArrivalCurve>({ kind: 'box' }),
  fc.record({
    kind: fc.constant('decay' as const),
    ramp: span(0, 60),
    plateau: span(0, 120),
    decay: span(0, 600),
  }),
  points,
);

const arbDemand: fc.Arbitrary<Demand> = fc.oneof(
  fc.record({ kind: fc.constant('replicas' as const), replicas: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ kind: fc.constant('multiplier' as const), multiplier: fc.integer({ min: 0, max: 5 }), curve }),
  fc.record({ kind: fc.constant('rps' as const), rps: fc.integer({ min: 0, max: 4_000 }), curve }),
  fc.record({
    kind: fc.constant('audience' as const),
    recipients: fc.integer({ min: 0, max: 1_000_000 }),
    openRate: share,
    requestsPerOpen: fc.integer({ min: 1, max: 10 }),
    curve,
  }),
);

const ceiling: fc.Arbitrary<CeilingPolicy> = fc.oneof(
  fc.constant<CeilingPolicy>({ kind: 'cap' }),
  fc.record({ kind: fc.constant('raise' as const), to: fc.integer({ min: 1, max: 80 }) }),
);

const override: fc.Arbitrary<Surge['override']> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.boolean().map((pin) => ({ owner: 'ann', reason: 'a test', pin })) },
);

export const arbSurge = (id: string, ref: TargetRef): fc.Arbitrary<Surge> =>
  fc
    .record({
      startsAfter: span(0, 1_200),
      lasts: span(1, 1_800),
      demand: arbDemand,
      ceiling,
      override,
      lead: fc.oneof(fc.constant(undefined), span(0, 600)),
      cancelled: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    })
    .map(({ startsAfter, lasts, ...rest }) => {
      const start = plus(plus(EVENING, seconds(300)), startsAfter);
      return { id, targets: [{ ref }], start, end: plus(start, lasts), ...rest, status: {} };
    });

export const arbSurges = (ref: TargetRef): fc.Arbitrary<readonly Surge[]> =>
  fc.integer({ min: 1, max: 3 }).chain((count) => {
    const ids = ['news/b', 'news/a', 'news/c'].slice(0, count);
    return fc.tuple(...ids.map((id) => arbSurge(id, ref)));
  });
