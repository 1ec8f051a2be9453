import { describe, expect, test } from 'vitest';
import { describeValue, formatProblem } from '../../../src/config/scenario/problem.ts';

describe('formatProblem', () => {
  test.each([
    [
      { file: 'a.yaml', line: 12, field: 'workload.replicas', message: 'm' },
      'a.yaml:12: workload.replicas: m',
    ],
    [{ file: 'a.yaml', line: 12, field: '', message: 'm' }, 'a.yaml:12: m'],
    [{ file: 'options', line: undefined, field: 'metric', message: 'm' }, 'options: metric: m'],
  ])('of %j is %s', (problem, want) => {
    expect(formatProblem(problem)).toBe(want);
  });
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
