import { describe, expect, test } from 'vitest';
import { type Instant, minutes, plus, seconds, toSeconds } from '../../src/core/model/time.ts';
import { Conflict, Invalid, NotFound, Throttled } from '../../src/ports/faults.ts';
import type { LoopMeter, LoopReading } from '../../src/ports/metrics.ts';
import { aLoop, START } from '../support/a-loop.ts';

const after = (count: number): Instant => plus(START, seconds(count));

function aMeter() {
  const told: (readonly unknown[])[] = [];
  let read: (() => LoopReading) | undefined;
  const meter: LoopMeter = {
    attach: (reading) => {
      read = reading;
    },
    queued: () => told.push(['queued']),
    started: (waited) => told.push(['started', toSeconds(waited)]),
    ended: (result, took, retried) => told.push(['ended', result, toSeconds(took), retried]),
  };
  return { meter, told, reading: () => read?.() };
}

describe('what a loop tells its meter', () => {
  test('how long a key waited and its run took', async () => {
    const { meter, told } = aMeter();
    const { clock, queue, running } = aLoop({ meter, concurrency: 1 });
    queue.add('a');
    queue.add('b');
    await clock.advanceTo(after(3));
    running[0]?.succeed();
    await clock.advanceTo(after(5));
    running[0]?.succeed();
    await clock.settle();
    expect(told).toEqual([
      ['queued'],
      ['queued'],
      ['started', 0],
      ['ended', 'success', 3, false],
      ['started', 3],
      ['ended', 'success', 2, false],
    ]);
  });

  test('a key that waited for its time has waited since then, not since it was asked for', async () => {
    const { meter, told } = aMeter();
    const { clock, queue, running } = aLoop({ meter, concurrency: 1 });
    queue.add('busy');
    queue.addAt('a', after(60));
    await clock.advanceTo(after(90));
    running[0]?.succeed();
    await clock.settle();
    expect(told.at(-1)).toEqual(['started', 30]);
  });

  test('what was asked for before the loop began', async () => {
    const { meter, told } = aMeter();
    const early = aLoop();
    early.stop.abort();
    await early.ended;
    early.queue.add('a');
    const { clock } = aLoop({ meter, queue: early.queue });
    await clock.settle();
    expect(told).toEqual([['queued'], ['started', 0]]);
  });

  test.each([
    ['conflict', new Conflict('409'), true],
    ['throttled', new Throttled('429'), true],
    ['notFound', new NotFound('404'), false],
    ['terminal', new Invalid('422'), false],
    ['retry', new TypeError('a defect'), true],
  ] as const)('a fault is a result: %s', async (result, error, retried) => {
    const { meter, told } = aMeter();
    const { clock, queue, running } = aLoop({ meter, chance: () => 1 });
    queue.add('a');
    await clock.settle();
    running[0]?.fail(error);
    await clock.settle();
    expect(told).toContainEqual(['ended', result, 0, retried]);
  });

  test('how it stands now: keys that wait, and the longest run', async () => {
    const { meter, reading } = aMeter();
    const { clock, queue } = aLoop({ meter, concurrency: 1 });
    for (const key of ['a', 'b', 'c']) queue.add(key);
    await clock.advanceTo(after(7));
    expect(reading()).toEqual({ waiting: 2, longestRun: seconds(7) });
  });
});

describe('the pulse', () => {
  const aPulse = () => {
    const beats: Instant[] = [];
    return { beats, pulse: { every: minutes(1), beat: (now: Instant) => void beats.push(now) } };
  };

  test('beats though there is nothing to do', async () => {
    const { beats, pulse } = aPulse();
    const { clock } = aLoop({ pulse });
    await clock.advanceTo(after(180));
    expect(beats).toEqual([START, after(60), after(120), after(180)]);
  });

  test('stops when every run that may go on at once hangs, and comes back', async () => {
    const { beats, pulse } = aPulse();
    const { clock, queue, running } = aLoop({ pulse, concurrency: 1 });
    queue.add('a');
    await clock.advanceTo(after(600));
    expect(beats).toEqual([START, START]);
    running[0]?.succeed();
    await clock.settle();
    expect(beats).toEqual([START, START, after(600)]);
  });

  test('beats for each key while the queue never empties', async () => {
    const { beats, pulse } = aPulse();
    const { clock, queue, running } = aLoop({ pulse, concurrency: 1 });
    for (const key of ['a', 'b', 'c']) queue.add(key);
    for (const at of [100, 200]) {
      await clock.advanceTo(after(at));
      running[0]?.succeed();
      await clock.settle();
    }
    expect(beats.slice(-2)).toEqual([after(100), after(200)]);
  });
});
