import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedValues } from '../../../src/adapters/kubernetes/shared-values.ts';

test('a value is equal to what was shared, and the same for all that are equal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const values = new SharedValues();
      const copy = (): unknown => JSON.parse(JSON.stringify(value));
      const first = values.share(copy());
      expect(first).toEqual(copy());
      expect(values.share(copy())).toBe(first);
    }),
  );
});

test('what belongs to many cannot be changed by one', () => {
  const shared = new SharedValues().share({ labels: { app: 'web' } });
  expect(() => Object.assign(shared.labels, { app: 'other' })).toThrow(TypeError);
});

test('texts and what looks like them stay apart', () => {
  const values = new SharedValues();
  expect([values.share('{}'), values.share({}), values.share('1'), values.share(1)]).toEqual([
    '{}',
    {},
    '1',
    1,
  ]);
});

test('the table does not grow for ever', () => {
  const values = new SharedValues();
  const first = values.share({ number: -1 });
  for (let number = 0; number < 10_000; number += 1) values.share({ number });
  expect(values.share({ number: -1 })).toEqual(first);
  expect(values.share({ number: -1 })).not.toBe(first);
});
