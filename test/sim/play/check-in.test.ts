import { expect, test } from 'vitest';
import { Engine } from '../../../src/sim/engine.ts';
import { checkIn } from '../../../src/sim/play/check-in.ts';
import { NOON } from '../../support/an-api.ts';

test('lets others have a turn, and no time pass', async () => {
  const engine = new Engine(NOON);
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  await checkIn(engine, new AbortController().signal);
  expect([turns, engine.now]).toEqual([1, NOON]);
});

test('ends a run that was told to stop before, or while others had their turn', async () => {
  const engine = new Engine(NOON);
  const stop = new AbortController();
  setImmediate(() => stop.abort(new Error('stopped')));
  await expect(checkIn(engine, stop.signal)).rejects.toThrow('stopped');
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  await expect(checkIn(engine, stop.signal)).rejects.toThrow('stopped');
  expect(turns).toBe(0);
});
