/** What a surge may say of itself on a target, with every field that may be left out left out at times. */
import fc from 'fast-check';
import type { SurgeTargetStatus } from '../../src/core/model/surge.ts';
import { type Instant, plus, seconds } from '../../src/core/model/time.ts';
import { EVENING } from './arbitrary-surge.ts';

const orNothing = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(some, { nil: undefined });
const count = fc.integer({ min: 0, max: 50 });
const instant: fc.Arbitrary<Instant> = count.map((minute) => plus(EVENING, seconds(60 * minute)));

export const arbStatus: fc.Arbitrary<SurgeTargetStatus> = fc.record({
  phase: fc.constantFrom('Warming', 'Warm', 'Ended'),
  uid: fc.constantFrom('', 'uid-1', 'uid-2'),
  baseline: fc.record({
    min: orNothing(count),
    max: orNothing(count),
    scaleDownSeconds: orNothing(fc.oneof(count, fc.constant('absent' as const))),
  }),
  woken: orNothing(fc.boolean()),
  raisedAt: orNothing(instant),
  late: fc.boolean(),
  readySince: orNothing(instant),
  warmAt: orNothing(instant),
  reasserts: count,
  conditions: fc.array(
    fc.record({ type: fc.constantFrom('Capped', 'Contended', 'Paused'), message: fc.string() }),
    { maxLength: 2 },
  ),
  at: orNothing(instant),
});
