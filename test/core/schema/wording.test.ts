import { describe, expect, test } from 'vitest';
import { describeValue, expected } from '../../../src/core/schema/wording.ts';

test('a refusal names what was expected and what was found', () => {
  expect(expected('a whole number from 1', -3)).toBe('expected a whole number from 1, got -3');
});

describe('describeValue', () => {
  test.each([
    [undefined, 'nothing'],
    [null, 'nothing'],
    [-3, '-3'],
    [Number.NaN, 'NaN'],
    [false, 'false'],
    ['10', '"10"'],
    ['a\nb', '"a\\nb"'],
    ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
    [[], '[]'],
    [[120, 'b'], '[120, "b"]'],
    [[1, 2, 3, 4], 'a list of 4'],
    [[[1]], 'a list of 1'],
    [{}, 'an empty block'],
    [{ cpu: 1, memory: 2 }, 'a block with cpu, memory'],
  ])('says %j as %s', (value, want) => {
    expect(describeValue(value)).toBe(want);
  });
});
