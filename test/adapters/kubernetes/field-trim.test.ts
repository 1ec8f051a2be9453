import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeptFields, trimTo } from '../../../src/adapters/kubernetes/field-trim.ts';

const cases: Record<string, { fields: KeptFields; given: object; want: object }> = {
  'fields that are named stay': {
    fields: { a: 'own', b: 'shared' },
    given: { a: { x: [1] }, b: { y: 2 }, c: 3 },
    want: { a: { x: [1] }, b: { y: 2 } },
  },
  'below a tree likewise': {
    fields: { a: { b: 'own' } },
    given: { a: { b: 1, c: 2 }, d: 3 },
    want: { a: { b: 1 } },
  },
  'in each element of a list': {
    fields: { a: { b: 'own' } },
    given: { a: [{ b: 1, c: 2 }, { c: 3 }] },
    want: { a: [{ b: 1 }, {}] },
  },
  'what is shared may be cut first': {
    fields: { a: ['shared', { b: 'own' }] },
    given: { a: [{ b: 1, c: 2 }] },
    want: { a: [{ b: 1 }] },
  },
  'null stays, what is missing stays so': {
    fields: { a: { b: 'own' }, c: 'own', d: 'shared' },
    given: { a: null },
    want: { a: null },
  },
  'a field with an odd value is kept as it is': {
    fields: { a: { b: 'own' } },
    given: { a: 7 },
    want: { a: 7 },
  },
};

describe('trimming', () => {
  test.each(Object.entries(cases))('%s', (_, { fields, given, want }) => {
    expect(trimTo(fields)(given)).toStrictEqual(want);
  });

  test('what is shared is one object for all', () => {
    const trim = trimTo<{ labels: object; own: object; list: object }>({
      labels: 'shared',
      own: 'own',
      list: ['shared', { a: 'own' }],
    });
    const make = (more: number) => trim({ labels: { app: 'web' }, own: {}, list: [{ a: 1, more }] });
    const [first, second] = [make(1), make(2)];
    expect([first.labels === second.labels, first.list === second.list, first.own === second.own]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('twice is once, and what was given stays as it was', () => {
    const trim = trimTo<object>({ a: { b: 'shared', c: 'own' }, d: ['shared', { a: 'own' }] });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue()), (object) => {
        const before = JSON.stringify(object);
        const once = trim(object);
        expect(trim(once)).toEqual(once);
        expect(JSON.stringify(object)).toBe(before);
      }),
    );
  });
});
