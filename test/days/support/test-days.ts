/** One test for each simulated day. The days are dealt out to several files, so that they use several cores. */
import { expect, test } from 'vitest';
import { breachesOf, replayCommand, replayFunctionsCommand } from './check-day.ts';
import { drawDay } from './draw-day.ts';
import { startFunctions } from './functions/functions-cast.ts';
import { drawFunctionsDay } from './functions/functions-day.ts';
import { type Day, playDay, runDay } from './run-day.ts';

/** How many seeds, from 1 on: `FORESCALE_DAYS`. */
export const countDays = (): number => count('FORESCALE_DAYS', 1_000);

/** And of the days by functions: `FORESCALE_FUNCTION_DAYS`. */
export const countFunctionDays = (): number => count('FORESCALE_FUNCTION_DAYS', 200);

function count(name: string, usual: number): number {
  const text = process.env[name] ?? String(usual);
  const found = Number(text);
  if (!Number.isInteger(found) || found < 1)
    throw new RangeError(`${name}: expected a whole number from 1, got "${text}"`);
  return found;
}

/** By controllers. */
export function testDays(part: number, parts: number): void {
  const dealt = seedsTo(countDays()).filter((seed) => seed % parts === part);
  test.each(dealt)('seed %i', async (seed) => expectKept(await runDay(drawDay(seed)), replayCommand(seed)));
}

/** By functions. */
export function testFunctionDays(): void {
  test.each(seedsTo(countFunctionDays()))('seed %i', async (seed) =>
    expectKept(await playDay(drawFunctionsDay(seed), startFunctions), replayFunctionsCommand(seed)),
  );
}

const seedsTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

function expectKept(day: Day, replay: string): void {
  const breaches = breachesOf(day);
  expect(breaches.length === 0 ? [] : [`${replay} replays it`, ...breaches]).toEqual([]);
}
