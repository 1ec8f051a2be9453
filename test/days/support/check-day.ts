/** The verdict on a day. */
import { INVARIANTS } from './invariants/all.ts';
import { describeBreach } from './invariants/invariant.ts';
import type { Day } from './run-day.ts';

/** Everything that a day broke, one line each; empty when it kept every law. */
export const breachesOf = (day: Day): readonly string[] =>
  INVARIANTS.flatMap((invariant) => invariant.check(day).map((breach) => describeBreach(invariant, breach)));

export const replayCommand = (seed: number): string => `npm run day -- --seed ${seed}`;

export const replayFunctionsCommand = (seed: number): string => `${replayCommand(seed)} --functions`;
