import { expect, test } from 'vitest';
import { ChangeHandlers } from '../../../src/adapters/kubernetes/change-handlers.ts';
import type { Change } from '../../../src/adapters/kubernetes/object-cache.ts';
import type { LogFields } from '../../../src/ports/log.ts';

const ADDED: Change<number> = { type: 'ADDED', key: 'shop/a', object: 1, previous: undefined };

function someHandlers() {
  const logged: LogFields[] = [];
  const log = { info: () => {}, warn: (_: string, fields: LogFields) => void logged.push(fields) };
  return { logged, handlers: new ChangeHandlers<number>(log, '/pods') };
}

test('all are told, in the order in which they came', () => {
  const { handlers } = someHandlers();
  const heard: string[] = [];
  for (const name of ['a', 'b']) handlers.add(({ key }) => void heard.push(`${name} ${key}`));
  handlers.tell(ADDED);
  expect(heard).toEqual(['a shop/a', 'b shop/a']);
});

test('the same function added twice is called twice, and leaves once', () => {
  const { handlers } = someHandlers();
  let calls = 0;
  const count = (): void => void (calls += 1);
  handlers.add(count);
  const leave = handlers.add(count);
  handlers.tell(ADDED);
  leave();
  leave();
  handlers.tell(ADDED);
  expect(calls).toBe(3);
});

test('a fault is logged with what it was told', async () => {
  const { handlers, logged } = someHandlers();
  handlers.add(() => {
    throw new Error('thrown');
  });
  // Not every defect throws an Error.
  handlers.add(() => Promise.reject('rejected'));
  handlers.tell(ADDED);
  await Promise.resolve();
  await Promise.resolve();
  expect(logged).toEqual([
    { path: '/pods', key: 'shop/a', type: 'ADDED', error: expect.stringContaining('Error: thrown') },
    { path: '/pods', key: 'shop/a', type: 'ADDED', error: 'rejected' },
  ]);
});
