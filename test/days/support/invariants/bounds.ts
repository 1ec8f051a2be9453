/** Min never exceeds max, and Forescale never sends what the API server has to refuse. */
import { ceilingOf, changesOf, floorOf } from '../history.ts';
import type { Invariant } from './invariant.ts';

export const boundsInOrder: Invariant = {
  name: 'min at most max',
  check: (day) => [
    ...day.ledger.requests
      .filter(({ outcome }) => outcome === 422)
      .map(({ at, target, message }) => ({ at, target, what: `was refused: ${message}` })),
    ...day.plan.targets.flatMap(({ ref }) =>
      changesOf(day, ref)
        .filter(({ after }) => (floorOf(after) ?? 0) > ceilingOf(after))
        .map(({ at, after }) => ({
          at,
          target: ref.name,
          what: `min ${floorOf(after) ?? 0} is above max ${ceilingOf(after)}`,
        })),
    ),
  ],
};
