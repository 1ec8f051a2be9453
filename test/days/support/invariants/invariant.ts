/** One law that every day must keep, and what is said when it does not. */
import { formatInstant, type Instant } from '../../../../src/core/model/time.ts';
import type { Day } from '../run-day.ts';

export interface Invariant {
  readonly name: string;
  readonly check: (day: Day) => readonly Breach[];
}

export interface Breach {
  readonly at: Instant;
  readonly target: string;
  /** With the values found and expected. */
  readonly what: string;
}

export const describeBreach = (invariant: Invariant, { at, target, what }: Breach): string =>
  `${invariant.name}: ${formatInstant(at)} ${target}: ${what}`;
