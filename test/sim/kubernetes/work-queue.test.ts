import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { WorkQueue } from '../../../src/sim/kubernetes/work-queue.ts';
import { START } from '../../support/a-sim-cluster.ts';

/** Work on a key takes a second. */
function aQueue(workers: number) {
  const engine = new Engine(START);
  const log: string[] = [];
  const queue = new WorkQueue({
    engine,
    workers,
    process: (key, done) => {
      log.push(`${(engine.now - START) / 1_000} ${key}`);
      engine.after(seconds(1), done);
    },
  });
  return { engine, queue, log, run: () => engine.runUntil(plus(START, seconds(100))) };
}

describe('WorkQueue', () => {
  test('begins in an event of its own', async () => {
    const { queue, log, run } = aQueue(1);
    queue.add('a');
    expect(log).toStrictEqual([]);
    await run();
    expect(log).toStrictEqual(['0 a']);
  });

  test('works first come first served, as many at a time as there are workers', async () => {
    const { queue, log, run } = aQueue(2);
    for (const key of ['a', 'b', 'c', 'a', 'd']) queue.add(key);
    await run();
    expect(log).toStrictEqual(['0 a', '0 b', '1 c', '1 d']);
  });

  test('works once more on a key that came back meanwhile, never twice at a time', async () => {
    const { engine, queue, log, run } = aQueue(5);
    queue.add('a');
    engine.after(seconds(0.5), () => {
      queue.add('a');
      queue.add('a');
      queue.add('b');
    });
    await run();
    expect(log).toStrictEqual(['0 a', '0.5 b', '1 a']);
  });
});

test('work on a key always begins at or after its last addition', async () => {
  const addition = fc.record({ key: fc.constantFrom('a', 'b', 'c'), at: fc.integer({ min: 0, max: 20 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(addition), fc.integer({ min: 1, max: 3 }), async (additions, workers) => {
      const { engine, queue, log, run } = aQueue(workers);
      for (const { key, at } of additions) engine.after(seconds(at), () => queue.add(key));
      await run();
      for (const { key, at } of additions) {
        const begun = log.filter((line) => line.endsWith(key)).map((line) => Number(line.split(' ')[0]));
        expect(Math.max(...begun)).toBeGreaterThanOrEqual(at);
      }
    }),
  );
});
