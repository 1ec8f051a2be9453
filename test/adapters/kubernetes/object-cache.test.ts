import { describe, expect, test } from 'vitest';
import { type Change, type Entry, ObjectCache } from '../../../src/adapters/kubernetes/object-cache.ts';

const entry = (uid: string, version: string): Entry<string> => ({
  uid,
  version,
  object: `${uid}@${version}`,
});

const described = (changes: readonly Change<string>[]): readonly string[] =>
  changes.map(({ type, object, previous }) => `${type} ${object} (${previous ?? ''})`);

function holding(...entries: readonly Entry<string>[]): ObjectCache<string> {
  const cache = new ObjectCache<string>();
  entries.forEach((one, index) => void cache.put(String(index), one));
  return cache;
}

const puts: Record<string, { known: Entry<string>[]; put: Entry<string>; want: string[] }> = {
  'one that is new': { known: [], put: entry('u', '1'), want: ['ADDED u@1 ()'] },
  'the same again': { known: [entry('u', '1')], put: entry('u', '1'), want: [] },
  'another version': { known: [entry('u', '1')], put: entry('u', '2'), want: ['MODIFIED u@2 (u@1)'] },
  'another object of that name': {
    known: [entry('u', '1')],
    put: entry('v', '2'),
    want: ['DELETED u@1 (u@1)', 'ADDED v@2 ()'],
  },
};

describe.each(Object.entries(puts))('%s', (_, { known, put, want }) => {
  test('heard of alone', () => {
    const cache = holding(...known);
    expect(described(cache.put('0', put))).toEqual(want);
    expect(cache.get('0')).toBe(put.object);
  });

  test('in a list', () => {
    const cache = holding(...known);
    expect(described(cache.replace(new Map([['0', put]])))).toEqual(want);
    expect([...cache.items()]).toEqual([['0', put.object]]);
  });
});

describe('one that goes', () => {
  test.each([
    ['as it was in the end', entry('u', '2'), ['DELETED u@2 (u@1)']],
    ['as last known', undefined, ['DELETED u@1 (u@1)']],
    ['not as another of that name', entry('v', '2'), ['DELETED u@1 (u@1)']],
  ] as const)('is told %s', (_, last, want) => {
    const cache = holding(entry('u', '1'));
    expect(described(cache.remove('0', last))).toEqual(want);
    expect(cache.size).toBe(0);
  });

  test('and was never heard of is nothing to tell', () => {
    expect(holding().remove('0', entry('u', '1'))).toEqual([]);
  });

  test('is not in the next list', () => {
    const cache = holding(entry('u', '1'), entry('v', '1'));
    expect(described(cache.replace(new Map([['0', entry('u', '1')]])))).toEqual(['DELETED v@1 (v@1)']);
  });
});

test('of two equal versions the one that was told is held', () => {
  const cache = new ObjectCache<object>();
  const first = { uid: 'u', version: '1', object: {} };
  cache.put('a', first);
  cache.put('a', { ...first, object: {} });
  expect(cache.get('a')).toBe(first.object);
  cache.replace(new Map([['a', { ...first, object: {} }]]));
  expect(cache.get('a')).toBe(first.object);
});
