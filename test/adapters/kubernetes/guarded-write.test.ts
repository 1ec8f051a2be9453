import { expect, test } from 'vitest';
import { writeGuarded } from '../../../src/adapters/kubernetes/guarded-write.ts';
import { Conflict, Forbidden, Invalid, NotFound, Unavailable } from '../../../src/ports/faults.ts';

const INVALID = new Invalid('422: the server rejected our request');
const write = (fault?: Error, isStillSo: () => Promise<boolean> = () => Promise.resolve(false)) =>
  writeGuarded('/apis/x', () => (fault === undefined ? Promise.resolve() : Promise.reject(fault)), isStillSo);

test('a write that is taken asks nothing more', async () => {
  await expect(write(undefined, () => Promise.reject(new Error('asked')))).resolves.toBeUndefined();
});

test('a test that failed is a lost race, with what the server said', async () => {
  await expect(write(INVALID)).rejects.toThrow(Conflict);
  await expect(write(INVALID)).rejects.toMatchObject({
    message: '/apis/x is not as it was seen: 422: the server rejected our request',
    cause: INVALID,
  });
});

test('content that is refused is refused, when all is as it was tested', async () => {
  await expect(write(INVALID, () => Promise.resolve(true))).rejects.toBe(INVALID);
});

test.each([new Unavailable('503'), new Forbidden('403'), new NotFound('404'), new Conflict('409')])(
  '%s is what it is, without another look',
  async (fault) => {
    await expect(write(fault, () => Promise.reject(new Error('asked')))).rejects.toBe(fault);
  },
);

test('a look that fails is the fault of the pass: nobody knows which of the two it was', async () => {
  const down = new Unavailable('503');
  await expect(write(INVALID, () => Promise.reject(down))).rejects.toBe(down);
});
