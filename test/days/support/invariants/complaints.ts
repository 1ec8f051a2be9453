/** No reconcile fails but by the faults that were put in. */
import type { Invariant } from './invariant.ts';

export const noDefects: Invariant = {
  name: 'no reconcile fails by itself',
  check: ({ complaints }) => complaints.map(({ at, process, text }) => ({ at, target: process, what: text })),
};
