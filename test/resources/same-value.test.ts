import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameValue } from '../../src/resources/same-value.ts';

describe('values as they are on the wire', () => {
  test.each<[string, unknown, unknown]>([
    ['fields in another order', { a: 1, b: [2] }, { b: [2], a: 1 }],
    ['a field that is undefined and one that is not there', { a: 1, b: undefined }, { a: 1 }],
    ['the same far down', { a: { b: [{ c: null }] } }, { a: { b: [{ c: null }] } }],
    ['nothing', undefined, undefined],
  ])('are the same: %s', (_, a, b) => {
    expect(isSameValue(a, b)).toBe(true);
    expect(isSameValue(b, a)).toBe(true);
  });

  test.each<[string, unknown, unknown]>([
    ['a number and its text', 1, '1'],
    ['a list and an object with its fields', ['a'], { 0: 'a' }],
    ['an empty list and an empty object', [], {}],
    ['items in another order', [1, 2], [2, 1]],
    ['a list and its beginning', [1, 2], [1]],
    ['null and a field that is not there', { a: null }, {}],
    ['null and an object', null, {}],
    ['a field named as an inherited one and none', { constructor: 'a' }, {}],
    ['one more field', { a: 1 }, { a: 1, b: 0 }],
    ['a difference far down', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }],
  ])('are not the same: %s', (_, a, b) => {
    expect(isSameValue(a, b)).toBe(false);
    expect(isSameValue(b, a)).toBe(false);
  });

  test('what went over the wire and came back is the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isSameValue(value, JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
    );
  });

  test('two values whose texts differ by more than the order of fields are not the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (a, b) => {
        expect(isSameValue(a, b)).toBe(textOf(a) === textOf(b));
      }),
    );
  });
});

/** JSON with the fields of every object in order of their names. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
