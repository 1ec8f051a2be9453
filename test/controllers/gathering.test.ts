import { expect, test } from 'vitest';
import { gather } from '../../src/controllers/gathering.ts';

/** Each load waits until the test lets it come to an end. */
function aSource() {
  const loads: PromiseWithResolvers<number>[] = [];
  const ask = gather(() => {
    const load = Promise.withResolvers<number>();
    loads.push(load);
    return load.promise;
  });
  return { loads, ask };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who asks first is answered at once', async () => {
  const { loads, ask } = aSource();
  const answer = ask();
  loads[0]?.resolve(1);
  expect(await answer).toBe(1);
});

test('who asks while a load is under way waits for the next one, together with all the others', async () => {
  const { loads, ask } = aSource();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(loads.length).toBe(1);
  loads[0]?.resolve(1);
  expect(await first).toBe(1);
  await turn();
  expect(loads.length).toBe(2);
  loads[1]?.resolve(2);
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});

test('an answer that is there is given to nobody who asks later', async () => {
  const { loads, ask } = aSource();
  const first = ask();
  loads[0]?.resolve(1);
  await first;
  const second = ask();
  loads[1]?.resolve(2);
  expect(await second).toBe(2);
});

test('a load that fails fails for those who waited for it alone', async () => {
  const { loads, ask } = aSource();
  const first = ask();
  const second = ask();
  loads[0]?.reject(new Error('503'));
  await expect(first).rejects.toThrow('503');
  await turn();
  loads[1]?.resolve(2);
  expect(await second).toBe(2);
});
