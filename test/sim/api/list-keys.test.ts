import { describe, expect, test } from 'vitest';
import { isSetField, isWholeField, keyOfItem, keysOfList } from '../../../src/sim/api/list-keys.ts';

describe('a list merges item by item', () => {
  test.each([
    ['containers', [{ name: 'app' }], ['name']],
    ['conditions', [{ type: 'Ready' }], ['type']],
    ['ports', [{ containerPort: 80 }], ['containerPort', 'protocol']],
    ['containers', [], ['name']],
  ])('%s of %j', (field, items, keys) => {
    expect(keysOfList(field, items)).toEqual(keys);
  });

  test.each([
    ['args', ['a'], 'its field has no keys'],
    ['containers', [{ image: 'a' }], 'an item lacks the key'],
    ['containers', ['app'], 'an item is no object'],
    ['toString', [{ name: 'app' }], 'every object inherits the name'],
  ])('not %s of %j: %s', (field, items, _why) => {
    expect(keysOfList(field, items)).toBeUndefined();
  });
});

test('a key that is left out counts as its default', () => {
  const keys = ['containerPort', 'protocol'];
  expect(keyOfItem({ containerPort: 80 }, keys)).toBe('{"containerPort":80,"protocol":"TCP"}');
  expect(keyOfItem({ containerPort: 80 }, keys)).toBe(
    keyOfItem({ protocol: 'TCP', containerPort: 80, name: 'web' }, keys),
  );
});

test('finalizers are a set, selectors are written whole', () => {
  expect([isSetField('finalizers'), isSetField('args')]).toEqual([true, false]);
  expect([isWholeField('selector'), isWholeField('labels')]).toEqual([true, false]);
});
