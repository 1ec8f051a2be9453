/** A steady state writes nothing: in the last hour of a day not a single request that writes. */
import { minus } from '../../../../src/core/model/time.ts';
import { SILENCE } from '../draw-day.ts';
import type { Invariant } from './invariant.ts';

export const silentAtLast: Invariant = {
  name: 'a steady state writes nothing',
  check: ({ plan, ledger }) =>
    ledger.requests
      .filter(({ at }) => at >= minus(plan.end, SILENCE))
      .map(({ at, target, writer }) => ({ at, target, what: `written by ${writer} in the last hour` })),
};
