/** Whatever is added, however runs end and time goes: laws that hold for every key. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../src/core/model/time.ts';
import { Conflict, Invalid, NotFound, Throttled, Unavailable } from '../../src/ports/faults.ts';
import { aLoop, type Run } from '../support/a-loop.ts';

type Ending =
  | 'success'
  | 'nextLook'
  | 'conflict'
  | 'retry'
  | 'throttled'
  | 'defect'
  | 'notFound'
  | 'terminal';

type Step =
  | { readonly kind: 'add'; readonly key: string }
  | { readonly kind: 'addIn'; readonly key: string; readonly length: number }
  | { readonly kind: 'wait'; readonly length: number }
  | { readonly kind: 'end'; readonly which: number; readonly ending: Ending };

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const length = fc.integer({ min: 0, max: 90 });
const ending = fc.constantFrom<Ending>(
  ...(['success', 'nextLook', 'conflict', 'retry', 'throttled', 'defect', 'notFound', 'terminal'] as const),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), key }),
  fc.record({ kind: fc.constant('addIn' as const), key, length }),
  fc.record({ kind: fc.constant('wait' as const), length }),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(20), ending }),
);
const steps = fc.array(step, { maxLength: 40 });
const concurrency = fc.integer({ min: 1, max: 3 });

type Loop = ReturnType<typeof aLoop>;

/** Starts of the key that have to follow: how many there were when one was asked for. */
type Promises = Map<string, number>;

const startsOf = ({ started }: Loop, name: string): number =>
  started.filter((run) => run.key === name).length;

function endRun(run: Run, how: Ending, loop: Loop, promises: Promises): void {
  const owe = (): unknown => promises.set(run.key, startsOf(loop, run.key));
  const throwing = (error: Error): void => run.fail(error);
  switch (how) {
    case 'success':
      return run.succeed();
    case 'nextLook':
      owe();
      return run.succeed(plus(loop.clock.now(), seconds(30)));
    case 'notFound':
      return throwing(new NotFound('gone'));
    case 'terminal':
      return throwing(new Invalid('422'));
    case 'conflict':
      owe();
      return throwing(new Conflict('old'));
    case 'retry':
      owe();
      return throwing(new Unavailable('503'));
    case 'throttled':
      owe();
      return throwing(new Throttled('429'));
    case 'defect':
      owe();
      return throwing(new TypeError('x is undefined'));
  }
}

async function play(loop: Loop, script: readonly Step[], check: () => void): Promise<Promises> {
  const promises: Promises = new Map();
  for (const one of script) {
    if (one.kind === 'wait') await loop.clock.advanceTo(plus(loop.clock.now(), seconds(one.length)));
    if (one.kind === 'end' && loop.running.length > 0) {
      const run = loop.running[one.which % loop.running.length];
      if (run !== undefined) endRun(run, one.ending, loop, promises);
    }
    if (one.kind === 'add' || one.kind === 'addIn') promises.set(one.key, startsOf(loop, one.key));
    if (one.kind === 'add') loop.queue.add(one.key);
    if (one.kind === 'addIn') loop.queue.addAt(one.key, plus(loop.clock.now(), seconds(one.length)));
    await loop.clock.settle();
    check();
  }
  return promises;
}

/** Lets every run succeed until nothing is asked for any more. */
async function drain(loop: Loop): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    for (const run of [...loop.running]) run.succeed();
    await loop.clock.advanceTo(plus(loop.clock.now(), minutes(1)));
  }
}

describe('runLoop', () => {
  test('a key never runs twice at once, nor more keys than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(steps, concurrency, async (script, most) => {
        const loop = aLoop({ concurrency: most });
        await play(loop, script, () => {
          const keys = loop.running.map((run) => run.key);
          expect(keys).toEqual([...new Set(keys)]);
          expect(keys.length).toBeLessThanOrEqual(most);
        });
      }),
    );
  });

  test('what was asked for, by an add, a wake-up, a nextLook or a fault, is followed by a run', async () => {
    await fc.assert(
      fc.asyncProperty(steps, concurrency, async (script, most) => {
        const loop = aLoop({ concurrency: most });
        const promises = await play(loop, script, () => undefined);
        await drain(loop);
        for (const [name, before] of promises) expect(startsOf(loop, name)).toBeGreaterThan(before);
        expect(loop.queue.nextDue()).toBeUndefined();
      }),
    );
  });

  test('hands that are free never leave a key waiting', async () => {
    await fc.assert(
      fc.asyncProperty(steps, concurrency, async (script, most) => {
        const loop = aLoop({ concurrency: most });
        await play(loop, script, () => {
          if (loop.running.length < most) expect(loop.queue.take(loop.clock.now())).toBeUndefined();
        });
      }),
    );
  });

  test('an aborted loop ends once its runs have, and starts none', async () => {
    await fc.assert(
      fc.asyncProperty(steps, concurrency, ending, async (script, most, how) => {
        const loop = aLoop({ concurrency: most });
        await play(loop, script, () => undefined);
        const count = loop.started.length;
        loop.stop.abort();
        for (const run of [...loop.running]) endRun(run, how, loop, new Map());
        await loop.clock.settle();
        expect([loop.state.ended, loop.started.length]).toEqual([true, count]);
      }),
    );
  });

  test('the same steps give the same runs', async () => {
    await fc.assert(
      fc.asyncProperty(steps, concurrency, async (script, most) => {
        const traces: string[][] = [];
        for (const loop of [aLoop({ concurrency: most }), aLoop({ concurrency: most })]) {
          await play(loop, script, () => undefined);
          traces.push(loop.started.map((run) => `${run.key} ${run.startedAt}`));
        }
        expect(traces[1]).toEqual(traces[0]);
      }),
    );
  });
});
