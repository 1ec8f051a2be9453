import { describe, expect, test } from 'vitest';
import { countTests, failedFiles, type TestReport, withRetaken } from '../../scripts/ci/test-counts.ts';

const file = (name: string, status: string, ...tests: readonly string[]) => ({
  name,
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (...testResults: TestReport['testResults']): TestReport => ({ testResults });
const good = report(file('a', 'passed', 'passed', 'passed', 'skipped'));

describe('countTests', () => {
  const cases = {
    'a good run': { report: good, exitCode: 0, want: { passed: 2, failed: 0 } },
    'failed tests': {
      report: report(file('a', 'failed', 'failed', 'passed', 'failed')),
      exitCode: 1,
      want: { passed: 1, failed: 2 },
    },
    'a file that could not be loaded': {
      report: report(file('a', 'failed'), file('b', 'passed', 'passed')),
      exitCode: 1,
      want: { passed: 1, failed: 1 },
    },
    'a file that broke beside its good tests': {
      report: report(file('a', 'failed', 'passed')),
      exitCode: 1,
      want: { passed: 1, failed: 1 },
    },
    'a bad end with no test to blame': { report: good, exitCode: 1, want: { passed: 2, failed: 1 } },
    'nothing ran': { report: report(), exitCode: 0, want: { passed: 0, failed: 1 } },
    'no report': { report: undefined, exitCode: 0, want: { passed: 0, failed: 1 } },
  };
  test.each(Object.entries(cases))('%s', (_, { report: run, exitCode, want }) => {
    expect(countTests(run, exitCode)).toEqual(want);
  });
});

describe('files that failed and are taken once more', () => {
  const first = report(
    file('a', 'passed', 'passed'),
    file('b', 'failed', 'passed', 'failed'),
    file('c', 'failed'),
  );

  test('are those with a failed test and those that could not be loaded', () => {
    expect(failedFiles(first)).toEqual(['b', 'c']);
    expect(failedFiles(good)).toEqual([]);
  });

  test('count as they ended then, beside all others as they were', () => {
    const second = report(file('b', 'passed', 'passed', 'passed'), file('c', 'failed', 'passed', 'failed'));

    expect(countTests(withRetaken(first, second), 1)).toEqual({ passed: 4, failed: 1 });
  });

  test('fail still when the second run left them out', () => {
    expect(countTests(withRetaken(first, report()), 0)).toEqual({ passed: 2, failed: 2 });
  });
});
