/** The same seed gives the same day, byte for byte: what fails once can be looked at again. */
import { expect, test } from 'vitest';
import { replayCommand } from './support/check-day.ts';
import { describePlan } from './support/describe-plan.ts';
import { drawDay } from './support/draw-day.ts';
import { runDay } from './support/run-day.ts';
import { countDays } from './support/test-days.ts';

const EVERY = 40;
const sample = Array.from({ length: Math.ceil(countDays() / EVERY) }, (_, index) => 1 + index * EVERY);

const play = async (seed: number): Promise<readonly string[]> => {
  const plan = drawDay(seed);
  const { ledger } = await runDay(plan);
  return [...describePlan(plan), ...ledger.trace];
};

test.each(sample)('seed %i', async (seed) => {
  const [first, second] = [await play(seed), await play(seed)];
  expect(first.length).toBeGreaterThan(10);
  const index = first.findIndex((line, at) => line !== second[at]);
  const replay = replayCommand(seed);
  expect({ replay, line: second[index], lines: second.length }).toEqual({
    replay,
    line: first[index],
    lines: first.length,
  });
});

test('another seed gives another day', async () => {
  expect(await play(1)).not.toEqual(await play(2));
});
