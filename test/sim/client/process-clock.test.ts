import { describe, expect, test } from 'vitest';
import { asInstant, asMillis, type Instant, plus } from '../../../src/core/model/time.ts';
import { ProcessClock } from '../../../src/sim/client/process-clock.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { follow, millisIn } from '../../support/a-connection.ts';
import { NOON } from '../../support/an-api.ts';

function aClock({ skew = 0 } = {}) {
  const engine = new Engine(NOON);
  const state = { dead: false };
  const clock = new ProcessClock(engine, asMillis(skew), () => state.dead);
  const stop = new AbortController();
  /** When it wakes, in milliseconds of the virtual clock. */
  const wokenAt: number[] = [];
  const wake = (at: Instant): void => {
    const woken = clock.wake(at, stop.signal).then(() => wokenAt.push(engine.now - NOON));
    follow(woken);
  };
  const runToMillis = (count: number): Promise<void> => engine.runUntil(millisIn(count));
  return { engine, state, clock, stop, wokenAt, wake, runToMillis };
}

describe.each([0, 20_000, -20_000])('a clock that is off by %i ms', (skew) => {
  test('reads so much more', async () => {
    const { clock, runToMillis } = aClock({ skew });
    await runToMillis(5_000);
    expect(clock.now()).toBe(plus(NOON, asMillis(5_000 + skew)));
  });

  test('wakes when it reads the instant itself', async () => {
    const { wake, wokenAt, runToMillis } = aClock({ skew });
    wake(millisIn(30_000 + skew));
    await runToMillis(60_000);
    expect(wokenAt).toEqual([30_000]);
  });
});

test.each<readonly [string, Instant]>([
  ['now', NOON],
  ['in the past', millisIn(-5_000)],
  ['before all time', asInstant(Number.NEGATIVE_INFINITY)],
])('an instant %s wakes at once', async (_, at) => {
  const { wake, wokenAt, runToMillis } = aClock();
  wake(at);
  await runToMillis(0);
  expect(wokenAt).toEqual([0]);
});

test('one that never comes wakes by its signal alone', async () => {
  const { engine, stop, wake, wokenAt, runToMillis } = aClock();
  wake(asInstant(Number.POSITIVE_INFINITY));
  engine.at(millisIn(40_000), () => stop.abort());
  await runToMillis(60_000);
  expect(wokenAt).toEqual([40_000]);
});

test('a signal wakes before the instant, once', async () => {
  const { engine, stop, wake, wokenAt, runToMillis } = aClock();
  wake(millisIn(30_000));
  engine.at(millisIn(10_000), () => stop.abort());
  await runToMillis(60_000);
  expect(wokenAt).toEqual([10_000]);
});

test('a signal that has aborted wakes at once', async () => {
  const { stop, wake, wokenAt, runToMillis } = aClock();
  stop.abort();
  wake(millisIn(30_000));
  await runToMillis(60_000);
  expect(wokenAt).toEqual([0]);
});

test('code that is woken comes to rest before time moves', async () => {
  const { engine, wake, wokenAt, runToMillis } = aClock();
  wake(millisIn(30_000));
  const seen: number[] = [];
  engine.at(millisIn(30_000), () => seen.push(wokenAt.length));
  await runToMillis(60_000);
  expect(seen).toEqual([1]);
});

test.each(['at its instant', 'by its signal'])('a dead process is not woken %s', async (way) => {
  const { engine, state, stop, wake, wokenAt, runToMillis } = aClock();
  wake(millisIn(30_000));
  engine.at(millisIn(10_000), () => {
    state.dead = true;
    if (way === 'by its signal') stop.abort();
  });
  await runToMillis(60_000);
  expect(wokenAt).toEqual([]);
});
