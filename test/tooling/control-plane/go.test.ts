import { describe, expect, test } from 'vitest';
import { judgeGo, requiredGo } from '../../../scripts/control-plane/go.ts';
import { readPins } from '../../../scripts/control-plane/modules.ts';

describe('requiredGo', () => {
  const cases = {
    'the highest of several': { texts: ['module a\n\ngo 1.26\n', 'module b\n\ngo 1.26.6\n'], want: '1.26.6' },
    'compares numbers, not text': { texts: ['go 1.9\n', 'go 1.26\n'], want: '1.26' },
    'a dependency called go is none': { texts: ['go 1.25\nrequire go 1.30\n'], want: '1.25' },
  };
  test.each(Object.entries(cases))('%s', (_, { texts, want }) => {
    expect(requiredGo(texts)).toBe(want);
  });

  test('the pinned modules state one', () => {
    expect(requiredGo(Object.values(readPins()))).toMatch(/^1\.\d+\.\d+$/);
  });
});

describe('judgeGo', () => {
  test.each(['go1.26.6', 'go1.26.8', 'go1.27', 'go2.0', 'go1.26.7 X:nocoverageredesign'])(
    '%s will do for 1.26.6',
    (found) => {
      expect(judgeGo(found, '1.26.6')).toBeUndefined();
    },
  );

  test.each(['go1.26.5', 'go1.26', 'go1.9.9', 'devel +abc'])('%s is refused by its name', (found) => {
    expect(judgeGo(found, '1.26.6')).toBe(
      `expected Go 1.26.6 or newer on the PATH (https://go.dev/dl), found ${found}`,
    );
  });

  test('no Go says what is expected', () => {
    expect(judgeGo(undefined, '1.26.6')).toMatch(/Go 1\.26\.6 or newer.*found none/);
  });
});
