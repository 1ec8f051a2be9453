import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinPatches, type Patch, StatusBatches } from '../../../src/adapters/kubernetes/status-batches.ts';
import { Invalid, Unavailable } from '../../../src/ports/faults.ts';
import { mergePatch } from '../../../src/sim/api/merge-patch.ts';

/** Batches whose writes end when the test says so. */
function someBatches() {
  const sent: { key: string; patch: Patch; end: (error?: Error) => void }[] = [];
  const batches = new StatusBatches(
    (key, patch) =>
      new Promise((resolve, reject) => {
        sent.push({ key, patch, end: (error) => (error === undefined ? resolve() : reject(error)) });
      }),
  );
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (index: number, error?: Error) => {
    sent[index]?.end(error);
    await settle();
  };
  const outcomes: string[] = [];
  const write = (key: string, patch: Patch, name: string) => {
    batches.write(key, patch).then(
      () => outcomes.push(`${name} stored`),
      (error: unknown) => outcomes.push(`${name} ${(error as Error).name}`),
    );
  };
  return { batches, sent, end, write, outcomes };
}

const of = (target: string, phase = 'Warm'): Patch => ({ status: { targets: { [target]: { phase } } } });

test('the first goes at once; those that come meanwhile go together, and only then are they stored', async () => {
  const { sent, write, end, outcomes } = someBatches();
  for (const name of ['a', 'b', 'c']) write('news/push', of(name), name);
  expect(sent.map(({ patch }) => patch)).toEqual([of('a')]);
  await end(0);
  expect(outcomes).toEqual(['a stored']);
  expect(sent[1]?.patch).toEqual({ status: { targets: { b: { phase: 'Warm' }, c: { phase: 'Warm' } } } });
  await end(1);
  expect(outcomes).toEqual(['a stored', 'b stored', 'c stored']);
});

test('a thousand passes, fifty at once, cost tens of writes', async () => {
  let writes = 0;
  const batches = new StatusBatches(async () => {
    writes += 1;
    await new Promise((resolve) => setImmediate(resolve));
  });
  const left = Array.from({ length: 1_000 }, (_, index) => index);
  const work = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      await batches.write('news/push', of(`t${next}`));
  };
  await Promise.all(Array.from({ length: 50 }, work));
  expect(writes).toBeLessThan(50);
});

test('objects do not wait for each other', () => {
  const { sent, write } = someBatches();
  write('news/push', of('a'), 'a');
  write('news/other', of('b'), 'b');
  expect(sent.map(({ key }) => key)).toEqual(['news/push', 'news/other']);
});

test('a write that waits does not start before the one under way has failed, and is not failed by it', async () => {
  const { sent, write, end, outcomes } = someBatches();
  for (const name of ['a', 'b']) write('news/push', of(name), name);
  await end(0, new Unavailable('503'));
  expect(outcomes).toEqual(['a Unavailable']);
  expect(sent).toHaveLength(2);
  await end(1);
  expect(outcomes).toEqual(['a Unavailable', 'b stored']);
});

describe('a batch that fails', () => {
  test('fails for all that are in it', async () => {
    const { write, end, outcomes } = someBatches();
    for (const name of ['a', 'b', 'c']) write('news/push', of(name), name);
    await end(0);
    await end(1, new Unavailable('503'));
    expect(outcomes).toEqual(['a stored', 'b Unavailable', 'c Unavailable']);
  });

  test('for what it says is sent again one by one: the good ones are stored', async () => {
    const { sent, write, end, outcomes } = someBatches();
    for (const name of ['a', 'b', 'c']) write('news/push', of(name), name);
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
    expect(mergePatch(object, joinPatches(first, second) as never)).toEqual(
      mergePatch(mergePatch(object, first as never), second as never),
    );
  });

  test('the second always has its way', () => {
    fc.assert(
      fc.property(patch, patch, (first, second) => {
        const both = mergePatch({}, joinPatches(first, second) as never);
        expect(mergePatch(both, second as never)).toEqual(both);
      }),
    );
  });
});
