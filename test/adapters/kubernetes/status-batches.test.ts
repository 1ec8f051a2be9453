import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPatches, type Patch, StatusBatches } from '../../../src/adapters/kubernetes/status-batches.ts';
import { asMillis, between, type Instant, plus } from '../../../src/core/model/time.ts';
import { Invalid, Unavailable } from '../../../src/ports/faults.ts';
import { mergePatch } from '../../../src/sim/api/merge-patch.ts';
import { NOON } from '../../support/an-api.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** Batches whose writes end when the test says so, on a clock that stands until it is moved. */
function someBatches() {
  const clock = new VirtualClock(NOON);
  const sent: { key: string; patch: Patch; end: (error?: Error) => void }[] = [];
  const batches = new StatusBatches(
    (key, patch) =>
      new Promise((resolve, reject) => {
        sent.push({ key, patch, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
    clock,
  );
  const end = async (index: number, error?: Error) => {
    sent[index]?.end(error);
    await clock.settle();
  };
  const outcomes: string[] = [];
  const write = (key: string, patch: Patch, name: string) => {
    batches.write(key, patch).then(
      () => outcomes.push(`${name} stored`),
      (error: unknown) => outcomes.push(`${name} ${(error as Error).name}`),
    );
  };
  /** Sends what the test has to say of one key, each in a turn of its own. */
  const writeInTurn = async (...names: readonly string[]) => {
    for (const name of names) {
      write('news/push', of(name), name);
      await clock.settle();
    }
  };
  const after = (millis: number) => clock.advanceTo(plus(clock.now(), asMillis(millis)));
  return { batches, clock, sent, end, write, writeInTurn, after, outcomes };
}

const of = (target: string, phase = 'Warm'): Patch => ({ status: { targets: { [target]: { phase } } } });

const warm = (...targets: readonly string[]): Patch => ({
  status: { targets: Object.fromEntries(targets.map((target) => [target, { phase: 'Warm' }])) },
});

test('what comes in one turn goes together', async () => {
  const { clock, sent, write, end, outcomes } = someBatches();
  for (const name of ['a', 'b', 'c']) write('news/push', of(name), name);
  await clock.settle();
  expect(sent.map(({ patch }) => patch)).toEqual([warm('a', 'b', 'c')]);
  await end(0);
  expect(outcomes).toEqual(['a stored', 'b stored', 'c stored']);
});

test('what comes while a write is under way goes together, and only then is it stored', async () => {
  const { sent, writeInTurn, end, outcomes } = someBatches();
  await writeInTurn('a', 'b', 'c');
  expect(sent.map(({ patch }) => patch)).toEqual([of('a')]);
  await end(0);
  expect(outcomes).toEqual(['a stored']);
  expect(sent[1]?.patch).toEqual(warm('b', 'c'));
  await end(1);
  expect(outcomes).toEqual(['a stored', 'b stored', 'c stored']);
});

test('a thousand passes cost one write, and so does what they say next', async () => {
  const { clock, batches, sent, end } = someBatches();
  const twice = async (index: number) => {
    await batches.write('news/push', of(`t${index}`, 'Warming'));
    await batches.write('news/push', of(`t${index}`));
  };
  const all = Promise.all(Array.from({ length: 1_000 }, (_, index) => twice(index)));
  await clock.settle();
  await end(0);
  await end(1);
  await all;
  expect(sent).toHaveLength(2);
});

describe('an object that takes long to write', () => {
  test('rests as long before the next, which then says all that came meanwhile', async () => {
    const { sent, writeInTurn, end, after } = someBatches();
    await writeInTurn('a');
    await after(300);
    await end(0);
    await writeInTurn('b');
    await after(299);
    await writeInTurn('c');
    expect(sent).toHaveLength(1);
    await after(1);
    expect(sent[1]?.patch).toEqual(warm('b', 'c'));
  });

  test('rests for half a second at most', async () => {
    const { sent, writeInTurn, end, after } = someBatches();
    await writeInTurn('a');
    await after(15_000);
    await end(0, new Unavailable('no answer within 15 s'));
    await writeInTurn('b');
    await after(499);
    expect(sent).toHaveLength(1);
    await after(1);
    expect(sent).toHaveLength(2);
  });

  test('is written half of the time at most, whoever has something to say', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 8 }),
        async (lengths) => {
          const { clock, sent, writeInTurn, end, after } = someBatches();
          let endedAt: Instant | undefined;
          let rest = 0;
          for (const [index, length] of lengths.entries()) {
            while (sent.length === index) {
              await writeInTurn('a');
              if (sent.length === index) await after(1);
            }
            const begunAt = clock.now();
            if (endedAt !== undefined) expect(between(endedAt, begunAt)).toBe(rest);
            await after(length);
            await end(index);
            endedAt = clock.now();
            rest = between(begunAt, endedAt);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('objects do not wait for each other', async () => {
  const { clock, sent, write } = someBatches();
  write('news/push', of('a'), 'a');
  write('news/other', of('b'), 'b');
  await clock.settle();
  expect(sent.map(({ key }) => key)).toEqual(['news/push', 'news/other']);
});

test('a write that waits does not start before the one under way has failed, and is not failed by it', async () => {
  const { sent, writeInTurn, end, outcomes } = someBatches();
  await writeInTurn('a', 'b');
  await end(0, new Unavailable('503'));
  expect(outcomes).toEqual(['a Unavailable']);
  expect(sent).toHaveLength(2);
  await end(1);
  expect(outcomes).toEqual(['a Unavailable', 'b stored']);
});

describe('a batch that fails', () => {
  test('fails for all that are in it', async () => {
    const { writeInTurn, end, outcomes } = someBatches();
    await writeInTurn('a', 'b', 'c');
    await end(0);
    await end(1, new Unavailable('503'));
    expect(outcomes).toEqual(['a stored', 'b Unavailable', 'c Unavailable']);
  });

  test('for what it says is sent again one by one: the good ones are stored', async () => {
    const { sent, writeInTurn, end, outcomes } = someBatches();
    await writeInTurn('a', 'b', 'c');
    await end(0);
    await end(1, new Invalid('422'));
    await end(2, new Invalid('422'));
    await end(3);
    expect(sent.slice(2).map(({ patch }) => patch)).toEqual([of('b'), of('c')]);
    expect(outcomes).toEqual(['a stored', 'b Invalid', 'c stored']);
  });
});

describe('joined patches', () => {
  const patch = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, 1, 2, 'text'),
        fc.array(fc.nat(3), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
      ),
    })).value,
  );

  test('do to any object that has maps where they have maps what the two do in turn', () => {
    const object = { a: { a: { a: 1 }, b: { b: 2 } }, b: { c: { a: 3 } } };
    const first: Patch = { a: { a: { a: null, b: 5 } }, b: null };
    const second: Patch = { a: { a: { a: 7 }, c: [1] } };
    expect(mergePatch(object, joinPatches([first, second]) as never)).toEqual(
      mergePatch(mergePatch(object, first as never), second as never),
    );
  });

  test('leave those that they were made of as they were', () => {
    fc.assert(
      fc.property(fc.array(patch, { maxLength: 4 }), (patches) => {
        const before = structuredClone(patches);
        joinPatches(patches);
        expect(patches).toEqual(before);
      }),
    );
  });

  test('the second always has its way', () => {
    fc.assert(
      fc.property(patch, patch, (first, second) => {
        const both = mergePatch({}, joinPatches([first, second]) as never);
        expect(mergePatch(both, second as never)).toEqual(both);
      }),
    );
  });
});
