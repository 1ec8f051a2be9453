import { expect, test } from 'vitest';
import { asInstant, asMillis, between, plus } from '../../src/core/model/time.ts';
import { Engine } from '../../src/sim/engine.ts';
import { keepPace } from '../../src/sim/pace.ts';
import { anInstant } from '../support/an-instant.ts';

const START = anInstant('2026-11-22T12:00:00Z');

/** A clock on which every wait is over at once; it stops `after` so many. */
function aClock(after: number) {
  const stop = new AbortController();
  let now = asInstant(1_000);
  let waits = 0;
  const jump = (length: number): void => {
    now = plus(now, asMillis(length));
  };
  const wake = async (at: typeof now): Promise<void> => {
    now = at;
    waits += 1;
    if (waits === after) stop.abort();
  };
  return {
    clock: { now: () => now, wake },
    signal: stop.signal,
    jump,
    passed: () => between(asInstant(1_000), now),
  };
}

test.each([1, 0.5, 60])('at %d times the pace of the clock', async (speed) => {
  const engine = new Engine(START);
  const { clock, signal, passed } = aClock(50);
  await keepPace(engine, clock, speed, signal);
  expect(between(START, engine.now)).toBe(passed() * speed);
  expect(passed()).toBe(1_000);
});

test('a clock that jumps back holds the engine, and never turns it back', async () => {
  const engine = new Engine(START);
  const { clock, signal, jump } = aClock(3);
  const seen: number[] = [];
  engine.every(asMillis(20), START, () => {
    seen.push(engine.now);
    if (seen.length === 2) jump(-10_000);
  });
  await keepPace(engine, clock, 1, signal);
  expect(seen).toEqual([...seen].toSorted((a, b) => a - b));
  expect(between(START, engine.now)).toBeLessThanOrEqual(60);
});
