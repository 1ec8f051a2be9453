import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../../src/config/scenario/problem.ts';

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
