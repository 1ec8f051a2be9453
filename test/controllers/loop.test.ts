import { describe, expect, test } from 'vitest';
import { runLoop } from '../../src/controllers/loop.ts';
import { Workqueue } from '../../src/controllers/workqueue.ts';
import { type Instant, plus, seconds } from '../../src/core/model/time.ts';
import { Conflict, Invalid, NotFound, Throttled, Unavailable } from '../../src/ports/faults.ts';
import { aLoop, type Run, START } from '../support/a-loop.ts';

const after = (count: number): Instant => plus(START, seconds(count));
const keysOf = (runs: readonly Run[]): readonly string[] => runs.map(({ key }) => key);

function runOf(runs: readonly Run[], key: string): Run {
  const run = runs.find((one) => one.key === key);
  if (run === undefined) throw new RangeError(`expected a run of ${key}, got ${keysOf(runs).join(', ')}`);
  return run;
}

describe('runs', () => {
  test('an add from outside wakes the waiting loop at once', async () => {
    const { clock, queue, started } = aLoop();
    await clock.settle();
    expect(keysOf(started)).toEqual([]);
    queue.add('a');
    await clock.settle();
    expect(started.map(({ key, startedAt }) => [key, startedAt])).toEqual([['a', START]]);
  });

  test('as many at once as allowed, the next when one ends', async () => {
    const { clock, queue, started, running } = aLoop({ concurrency: 2 });
    for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
    await clock.settle();
    expect(keysOf(running)).toEqual(['a', 'b']);
    runOf(running, 'b').succeed();
    await clock.settle();
    expect(keysOf(running)).toEqual(['a', 'c']);
    expect(keysOf(started)).toEqual(['a', 'b', 'c']);
  });

  test('a key added while it runs runs again after, never beside', async () => {
    const { clock, queue, started, running } = aLoop();
    queue.add('a');
    await clock.settle();
    queue.add('a');
    await clock.settle();
    expect(started.length).toBe(1);
    runOf(running, 'a').succeed();
    await clock.settle();
    expect(started.length).toBe(2);
    runOf(running, 'a').succeed();
    await clock.settle();
    expect(started.length).toBe(2);
  });

  test('what a reconcile adds before it first waits is heard', async () => {
    const queue = new Workqueue();
    const keys: string[] = [];
    const { clock } = aLoop({
      queue,
      reconcile: (key) => {
        keys.push(key);
        if (key === 'all') for (const each of ['a', 'b', 'c']) queue.add(each);
        return Promise.resolve({ nextLook: undefined });
      },
    });
    queue.add('all');
    await clock.settle();
    expect(keys).toEqual(['all', 'a', 'b', 'c']);
  });

  test('waits without polling, with free hands and with all full', async () => {
    const { clock, queue, running } = aLoop({ concurrency: 1 });
    await clock.settle();
    const idle = clock.waits;
    await clock.advanceTo(after(3_600));
    expect(clock.waits).toBe(idle);
    queue.add('a');
    await clock.settle();
    queue.addAt('b', after(3_700));
    await clock.settle();
    const busy = clock.waits;
    await clock.advanceTo(after(7_200));
    expect([clock.waits, keysOf(running)]).toEqual([busy, ['a']]);
  });
});

describe('nextLook', () => {
  test('is exactly then', async () => {
    const { clock, queue, started, running } = aLoop();
    queue.add('a');
    await clock.settle();
    runOf(running, 'a').succeed(after(90));
    await clock.advanceTo(plus(after(90), seconds(-0.001)));
    expect(started.length).toBe(1);
    await clock.advanceTo(after(200));
    expect(started[1]?.startedAt).toBe(after(90));
  });

  test('of the last run counts, not of the one before', async () => {
    const { clock, queue, started, running } = aLoop();
    queue.add('a');
    await clock.settle();
    runOf(running, 'a').succeed(after(60));
    await clock.settle();
    queue.add('a');
    await clock.settle();
    runOf(running, 'a').succeed(after(120));
    await clock.advanceTo(after(300));
    expect(started.map(({ startedAt }) => startedAt)).toEqual([START, START, after(120)]);
  });

  test('that has passed is at once', async () => {
    const { clock, queue, started, running } = aLoop();
    queue.add('a');
    await clock.settle();
    runOf(running, 'a').succeed(after(-1));
    await clock.settle();
    expect(started.length).toBe(2);
  });
});

describe('faults', () => {
  interface Case {
    readonly error: unknown;
    /** Seconds until the key runs again, chance being at its half. */
    readonly again: number | undefined;
    readonly logged: { readonly level: 'info' | 'warn'; readonly error: string } | undefined;
  }

  const cases: Record<string, Case> = {
    conflict: { error: new Conflict('old'), again: 0, logged: { level: 'info', error: 'Conflict: old' } },
    retry: {
      error: new Unavailable('503'),
      again: 0.25,
      logged: { level: 'warn', error: 'Unavailable: 503' },
    },
    throttled: {
      error: new Throttled('429'),
      again: 0.25,
      logged: { level: 'warn', error: 'Throttled: 429' },
    },
    'not found': { error: new NotFound('gone'), again: undefined, logged: undefined },
    terminal: {
      error: new Invalid('422'),
      again: undefined,
      logged: { level: 'warn', error: 'Invalid: 422' },
    },
    'a defect': {
      error: new TypeError('x is undefined'),
      again: 0.25,
      logged: { level: 'warn', error: 'TypeError: x is undefined' },
    },
    'no error at all': { error: 'text', again: 0.25, logged: { level: 'warn', error: 'text' } },
  };

  test.each(Object.entries(cases))('%s', async (_, { error, again, logged }) => {
    const { clock, queue, started, running, lines } = aLoop();
    queue.add('a');
    await clock.settle();
    runOf(running, 'a').fail(error);
    await clock.advanceTo(after(3_600));
    expect(started[1]?.startedAt).toBe(again === undefined ? undefined : after(again));
    expect(lines.map(({ level, key, error: text }) => ({ level, key, error: text }))).toEqual(
      logged === undefined ? [] : [{ key: 'a', ...logged }],
    );
  });

  test('a reconcile that throws before it returns a promise is a fault as well', async () => {
    const queue = new Workqueue();
    const { clock, lines } = aLoop({
      queue,
      reconcile: () => {
        throw new Invalid('torn');
      },
    });
    queue.add('a');
    await clock.settle();
    expect(lines.map(({ error }) => error)).toEqual(['Invalid: torn']);
  });

  test('a success between failures starts the back-off anew', async () => {
    const { clock, queue, started, running } = aLoop();
    queue.add('a');
    for (const at of [0, 0.25, 0.75]) {
      await clock.advanceTo(after(at));
      runOf(running, 'a').fail(new Unavailable('503'));
    }
    await clock.advanceTo(after(10));
    runOf(running, 'a').succeed(after(20));
    await clock.advanceTo(after(20));
    runOf(running, 'a').fail(new Unavailable('503'));
    await clock.advanceTo(after(30));
    expect(started.map(({ startedAt }) => (startedAt - START) / 1_000)).toEqual([
      0, 0.25, 0.75, 1.75, 20, 20.25,
    ]);
  });
});

describe('abort', () => {
  test('ends a waiting loop at once', async () => {
    const { clock, stop, state } = aLoop();
    await clock.settle();
    expect(state.ended).toBe(false);
    stop.abort();
    await clock.settle();
    expect(state.ended).toBe(true);
  });

  test('reaches runs, waits for them, starts no more and blames nobody', async () => {
    const { clock, queue, stop, started, running, state, lines } = aLoop({ concurrency: 1 });
    queue.add('a');
    queue.add('b');
    await clock.settle();
    stop.abort();
    await clock.settle();
    expect([state.ended, runOf(running, 'a').signal.aborted]).toEqual([false, true]);
    runOf(running, 'a').fail(new Unavailable('aborted'));
    await clock.settle();
    expect([state.ended, keysOf(started), lines]).toEqual([true, ['a'], []]);
    expect([queue.take(START), queue.take(START)]).toEqual(['b', 'a']);
  });

  test('before the start runs nothing', async () => {
    const { queue, started, ended } = aLoop({ signal: AbortSignal.abort() });
    queue.add('a');
    await ended;
    expect(started).toEqual([]);
  });
});

test.each([0, -1, Number.NaN])('refuses %s runs at once', async (concurrency) => {
  const { ended } = aLoop({ signal: AbortSignal.abort() });
  await ended;
  const options = { concurrency } as Parameters<typeof runLoop>[0];
  await expect(runLoop(options)).rejects.toThrow(
    `Expected \`concurrency\` to be at least 1, got ${concurrency}`,
  );
});
