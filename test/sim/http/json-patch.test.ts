import { describe, expect, test } from 'vitest';
import { jsonPatch } from '../../../src/sim/http/json-patch.ts';

const TARGET = { a: { b: [1, 2] }, 'x/y': 1 };

describe('an operation', () => {
  test.each([
    ['adds a field', { op: 'add', path: '/a/c', value: 3 }, { a: { b: [1, 2], c: 3 }, 'x/y': 1 }],
    ['inserts into a list', { op: 'add', path: '/a/b/1', value: 9 }, { a: { b: [1, 9, 2] }, 'x/y': 1 }],
    ['appends to a list', { op: 'add', path: '/a/b/-', value: 9 }, { a: { b: [1, 2, 9] }, 'x/y': 1 }],
    ['replaces', { op: 'replace', path: '/a/b/0', value: 9 }, { a: { b: [9, 2] }, 'x/y': 1 }],
    ['removes', { op: 'remove', path: '/x~1y' }, { a: { b: [1, 2] } }],
    ['removes from a list', { op: 'remove', path: '/a/b/0' }, { a: { b: [2] }, 'x/y': 1 }],
    ['moves', { op: 'move', from: '/a/b', path: '/c' }, { a: {}, c: [1, 2], 'x/y': 1 }],
    ['copies', { op: 'copy', from: '/a/b', path: '/c' }, { ...TARGET, c: [1, 2] }],
    ['tests', { op: 'test', path: '/a/b', value: [1, 2] }, TARGET],
    [
      'keeps a field of an odd name a field',
      { op: 'add', path: '/__proto__', value: 1 },
      { ...TARGET, ['__proto__']: 1 },
    ],
  ])('%s', (_, operation, expected) => {
    expect(jsonPatch(TARGET, [operation])).toEqual(expected);
  });
});

test('the target stays as it is', () => {
  jsonPatch(TARGET, [{ op: 'remove', path: '/a' }]);
  expect(TARGET).toEqual({ a: { b: [1, 2] }, 'x/y': 1 });
});

describe('is refused', () => {
  test.each([
    ['a test that fails', [{ op: 'test', path: '/x~1y', value: 2 }], 422, 'testing value /x~1y failed'],
    ['a path that is not there', [{ op: 'replace', path: '/no/way', value: 2 }], 422, 'does not exist'],
    ['an index outside of the list', [{ op: 'add', path: '/a/b/7', value: 2 }], 422, 'index 7 is outside'],
    ['an operation that is none', [{ op: 'swap', path: '/a' }], 400, 'unexpected op "swap"'],
    ['a path that is none', [{ op: 'add', path: 'a' }], 400, 'expected path to be a JSON pointer'],
    ['no list', {}, 400, 'expected a list of operations'],
  ])('%s', (_, patch, code, message) => {
    expect(() => jsonPatch(TARGET, patch)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
    );
  });
});
