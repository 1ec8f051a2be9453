import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changedFields,
  differenceOf,
  fieldsOf,
  intersectionOf,
  missingFields,
  pathsOf,
  unionOf,
} from '../../../src/sim/api/field-set.ts';

describe('the fields of a value', () => {
  test.each([
    ['of plain fields', { spec: { min: 1, max: 2 } }, { 'f:spec': { 'f:min': {}, 'f:max': {} } }],
    ['a list is one', { args: ['a', 'b'] }, { 'f:args': {} }],
    ['an empty map is one', { labels: {} }, { 'f:labels': {} }],
    ['a selector is one', { selector: { matchLabels: { a: 'b' } } }, { 'f:selector': {} }],
    ['what is undefined is none', { a: 1, b: undefined }, { 'f:a': {} }],
    [
      'items by their keys',
      { containers: [{ name: 'app', image: 'x' }] },
      { 'f:containers': { 'k:{"name":"app"}': { '.': {}, 'f:name': {}, 'f:image': {} } } },
    ],
    ['values of a set', { finalizers: ['a/b'] }, { 'f:finalizers': { 'v:"a/b"': {} } }],
  ])('%s', (_, value, fields) => {
    expect(fieldsOf(value)).toEqual(fields);
  });

  test('that changed: new and different ones, not those that are gone', () => {
    const before = { spec: { min: 1, max: 9, gone: true } };
    expect(changedFields({ spec: { min: 2, max: 9, fresh: 1 } }, before)).toEqual({
      'f:spec': { 'f:min': {}, 'f:fresh': {} },
    });
    expect(changedFields({ spec: { min: 1, max: 9 } }, before)).toBeUndefined();
  });

  test('of one item of a list, beside another', () => {
    const item = (image: string) => ({ containers: [{ name: 'a', image }, { name: 'b' }] });
    expect(changedFields(item('y'), item('x'))).toEqual({
      'f:containers': { 'k:{"name":"a"}': { 'f:image': {} } },
    });
  });

  test('that a value no longer has', () => {
    const fields = fieldsOf({ spec: { min: 1, behavior: { down: 1 } } });
    expect(missingFields(fields, { spec: { min: 5 } })).toEqual({
      'f:spec': { 'f:behavior': { 'f:down': {} } },
    });
    expect(missingFields(fields, { spec: { min: 5, behavior: { down: 2 } } })).toBeUndefined();
  });
});

test('paths for people', () => {
  const set = fieldsOf({ containers: [{ name: 'app', image: 'x' }], finalizers: ['f'], min: 1 });
  expect(pathsOf(set)).toEqual([
    '.containers[name="app"]',
    '.containers[name="app"].name',
    '.containers[name="app"].image',
    '.finalizers[="f"]',
    '.min',
  ]);
});

const value = fc.letrec((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(fc.nat(2), tie('tree')), { maxKeys: 3 }),
})).tree;
const set = value.map((tree) => fieldsOf(tree)).filter((fields) => Object.keys(fields).length > 0);

describe('sets', () => {
  test('every path of both is in the union', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const union = new Set(pathsOf(unionOf(a, b)));
        expect([...pathsOf(a), ...pathsOf(b)].every((path) => union.has(path))).toBe(true);
      }),
    );
  });

  test('difference and intersection share a set between them', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        const parts = [differenceOf(a, b), intersectionOf(a, b)].flatMap((part) =>
          part === undefined ? [] : pathsOf(part),
        );
        expect(parts.toSorted()).toEqual([...pathsOf(a)].toSorted());
      }),
    );
  });

  test('nothing is left of a set without itself', () => {
    fc.assert(
      fc.property(set, (a) => {
        expect(differenceOf(a, a)).toBeUndefined();
      }),
    );
  });
});
