import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../../src/config/scenario/file-problems.ts';

describe('problemsOf', () => {
  test('sorts by line and keeps the first finding of a field', () => {
    const lineOf = (path: readonly PropertyKey[]) => (path[0] === 'a' ? 9 : 4);
    const findings = [
      { path: ['a', 0, 'b'], message: 'first' },
      { path: ['a', 0, 'b'], message: 'second' },
      { path: ['c'], message: 'third' },
    ];

    expect(problemsOf('s.yaml', lineOf, findings)).toEqual([
      { file: 's.yaml', line: 4, field: 'c', message: 'third' },
      { file: 's.yaml', line: 9, field: 'a[0].b', message: 'first' },
    ]);
  });
});
