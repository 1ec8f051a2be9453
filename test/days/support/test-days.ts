/** One test for each simulated day. The days are dealt out to several files, so that they use several cores. */
import { expect, test } from 'vitest';
import { breachesOf, replayCommand } from './check-day.ts';
import { drawDay } from './draw-day.ts';
import { runDay } from './run-day.ts';

/** How many seeds, from 1 on: `FORESCALE_DAYS`. */
export function countDays(): number {
  const text = process.env['FORESCALE_DAYS'] ?? '1000';
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`FORESCALE_DAYS: expected a whole number from 1, got "${text}"`);
  return count;
}

export function testDays(part: number, parts: number): void {
  const seeds = Array.from({ length: countDays() }, (_, index) => index + 1);
  const dealt = seeds.filter((seed) => seed % parts === part);
  test.each(dealt)('seed %i', async (seed) => {
    const breaches = breachesOf(await runDay(drawDay(seed)));
    expect(breaches.length === 0 ? [] : [`${replayCommand(seed)} replays it`, ...breaches]).toEqual([]);
  });
}
