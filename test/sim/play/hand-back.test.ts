import { expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { awaitHandBack } from '../../../src/sim/play/hand-back.ts';
import { aPushSurge } from '../../support/a-small-scenario.ts';
import { NOON } from '../../support/an-api.ts';

/** Waits on a cluster that is restored so many seconds after noon; tells how long it took. */
async function wait(
  restoredAfter: number,
  ends: readonly number[] = [],
  signal = new AbortController().signal,
) {
  const engine = new Engine(NOON);
  const surges = ends.map((after) => aPushSurge({ end: plus(NOON, minutes(after)) }));
  const isRestored = (): boolean => engine.now >= plus(NOON, seconds(restoredAfter));
  const restored = await awaitHandBack({ engine, surges, isRestored, signal });
  return { restored, seconds: (engine.now - NOON) / 1_000 };
}

test.each<readonly [string, number, readonly number[], boolean, number]>([
  ['no time where all is as it was', 0, [], true, 0],
  ['no time for surges that are over', 0, [-5, -1], true, 0],
  ['until all is as it was, looked at twice a minute', 95, [], true, 120],
  ['at least until the last surge is over', 0, [3, 10, 7], true, 600],
  ['after it until all is as it was', 700, [10], true, 720],
  ['an hour after it at most', 9_999_999, [10], false, 70 * 60],
  ['an hour at most', 9_999_999, [], false, 60 * 60],
])('waits %s', async (_, restoredAfter, ends, restored, length) => {
  expect(await wait(restoredAfter, ends)).toEqual({ restored, seconds: length });
});

test('ends when it is told to', async () => {
  await expect(wait(100, [], AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
});
