import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Workqueue } from '../../src/controllers/workqueue.ts';
import { asInstant } from '../../src/core/model/time.ts';

const at = asInstant;

function takeAll(queue: Workqueue, now: number): readonly string[] {
  const taken: string[] = [];
  for (let key = queue.take(at(now)); key !== undefined; key = queue.take(at(now))) taken.push(key);
  return taken;
}

describe('add', () => {
  test('first come, first taken, each once', () => {
    const queue = new Workqueue();
    for (const key of ['b', 'a', 'b', 'c', 'a']) queue.add(key);
    expect(takeAll(queue, 0)).toEqual(['b', 'a', 'c']);
  });

  test('a key added while it runs is taken again after it is done, behind the others', () => {
    const queue = new Workqueue();
    queue.add('a');
    queue.take(at(0));
    queue.add('a');
    queue.add('b');
    queue.add('a');
    expect(takeAll(queue, 0)).toEqual(['b']);
    queue.add('c');
    queue.done('a');
    expect(takeAll(queue, 0)).toEqual(['c', 'a']);
    queue.done('a');
    expect(takeAll(queue, 0)).toEqual([]);
  });
});

describe('addAt', () => {
  interface Case {
    readonly ask: (queue: Workqueue) => void;
    readonly due: number | undefined;
    readonly taken: Readonly<Record<number, readonly string[]>>;
  }

  const cases: Record<string, Case> = {
    'not before, then exactly': {
      ask: (queue) => queue.addAt('a', at(100)),
      due: 100,
      taken: { 99: [], 100: ['a'] },
    },
    'the earlier of two': {
      ask: (queue) => {
        queue.addAt('a', at(100));
        queue.addAt('a', at(50));
      },
      due: 50,
      taken: { 50: ['a'], 200: [] },
    },
    'a later one delays nothing': {
      ask: (queue) => {
        queue.addAt('a', at(50));
        queue.addAt('a', at(100));
      },
      due: 50,
      taken: { 50: ['a'], 200: [] },
    },
    'a key that waits already': {
      ask: (queue) => {
        queue.add('a');
        queue.addAt('a', at(50));
      },
      due: undefined,
      taken: { 0: ['a'], 200: [] },
    },
    'in order of their instants, then of asking': {
      ask: (queue) => {
        queue.addAt('c', at(60));
        queue.addAt('b', at(50));
        queue.addAt('a', at(50));
      },
      due: 50,
      taken: { 60: ['b', 'a', 'c'] },
    },
    'an instant that has passed': {
      ask: (queue) => queue.addAt('a', at(-5)),
      due: -5,
      taken: { 0: ['a'] },
    },
    'a run takes the place of wake-ups asked for before': {
      ask: (queue) => {
        queue.addAt('a', at(50));
        queue.add('a');
      },
      due: 50,
      taken: { 0: ['a'], 200: [] },
    },
  };

  test.each(Object.entries(cases))('%s', (_, { ask, due, taken }) => {
    const queue = new Workqueue();
    ask(queue);
    expect(queue.nextDue()).toBe(due);
    for (const [now, keys] of Object.entries(taken)) {
      expect(takeAll(queue, Number(now))).toEqual(keys);
      for (const key of keys) queue.done(key);
    }
    expect(queue.nextDue()).toBeUndefined();
  });

  test('asked for during a run, it counts after it', () => {
    const queue = new Workqueue();
    queue.add('a');
    queue.take(at(0));
    queue.addAt('a', at(50));
    expect(takeAll(queue, 60)).toEqual([]);
    queue.done('a');
    expect(takeAll(queue, 60)).toEqual(['a']);
  });

  test('throwing away wake-ups that no longer count keeps those that do', () => {
    const queue = new Workqueue();
    queue.addAt('b', at(5_000));
    for (let run = 0; run < 1_000; run += 1) {
      queue.addAt('a', at(1_000_000 + run));
      queue.add('a');
      expect(takeAll(queue, run)).toEqual(['a']);
      queue.done('a');
    }
    expect(queue.nextDue()).toBe(5_000);
    expect(takeAll(queue, 5_000)).toEqual(['b']);
  });
});

describe('listen', () => {
  test('tells of what is new and of nothing else', () => {
    const queue = new Workqueue();
    const told: string[] = [];
    let now = '';
    const stop = queue.listen(() => told.push(now));
    const step = (name: string, act: () => void): void => {
      now = name;
      act();
    };
    step('add', () => queue.add('a'));
    step('a later wake-up of a waiting key', () => queue.addAt('a', at(5)));
    step('take', () => queue.take(at(0)));
    step('wake-up', () => queue.addAt('a', at(50)));
    step('later wake-up', () => queue.addAt('a', at(60)));
    step('add while running', () => queue.add('a'));
    step('done, again', () => queue.done('a'));
    step('take again', () => queue.take(at(0)));
    step('done', () => queue.done('a'));
    stop();
    step('add unheard', () => queue.add('b'));
    expect(told).toEqual(['add', 'wake-up', 'add while running', 'done, again']);
  });
});

describe('fairness', () => {
  test('a key that always comes back never keeps another waiting for more than one round', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 10 }), (keys) => {
        const queue = new Workqueue();
        for (const key of keys) queue.add(key);
        const taken = Array.from({ length: keys.length * 3 }, () => {
          const key = queue.take(at(0)) ?? '';
          queue.add(key);
          queue.done(key);
          return key;
        });
        expect(taken).toEqual([...keys, ...keys, ...keys]);
      }),
    );
  });
});
