/** The same seed gives the same day, byte for byte: what fails once can be looked at again. */
import { describe, expect, test } from 'vitest';
import { replayCommand, replayFunctionsCommand } from './support/check-day.ts';
import { describePlan } from './support/describe-plan.ts';
import { drawDay } from './support/draw-day.ts';
import { startFunctions } from './support/functions/functions-cast.ts';
import { drawFunctionsDay } from './support/functions/functions-day.ts';
import { playDay, runDay } from './support/run-day.ts';
import { countDays, countFunctionDays } from './support/test-days.ts';

const EVERY = 40;
const sampleOf = (days: number) =>
  Array.from({ length: Math.ceil(days / EVERY) }, (_, index) => 1 + index * EVERY);

type Play = (seed: number) => Promise<readonly string[]>;

const withControllers: Play = async (seed) => {
  const plan = drawDay(seed);
  const { ledger } = await runDay(plan);
  return [...describePlan(plan), ...ledger.trace];
};

const withFunctions: Play = async (seed) => {
  const plan = drawFunctionsDay(seed);
  const { ledger } = await playDay(plan, startFunctions);
  return [...describePlan(plan), ...ledger.trace];
};

describe.each([
  { name: 'controllers', play: withControllers, replay: replayCommand, days: countDays() },
  { name: 'functions', play: withFunctions, replay: replayFunctionsCommand, days: countFunctionDays() },
])('a day of $name', ({ play, replay, days }) => {
  test.each(sampleOf(days))('seed %i', async (seed) => {
    const [first, second] = [await play(seed), await play(seed)];
    expect(first.length).toBeGreaterThan(10);
    const index = first.findIndex((line, at) => line !== second[at]);
    expect({ replay: replay(seed), line: second[index], lines: second.length }).toEqual({
      replay: replay(seed),
      line: first[index],
      lines: first.length,
    });
  });

  test('another seed gives another day', async () => {
    expect(await play(1)).not.toEqual(await play(2));
  });
});
