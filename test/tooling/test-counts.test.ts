import { describe, expect, test } from 'vitest';
import { countTests, type TestReport } from '../../scripts/ci/test-counts.ts';

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const good: TestReport = { numPassedTests: 3, numFailedTests: 0, testResults: [file('passed', 'passed')] };
const none: TestReport = { numPassedTests: 0, numFailedTests: 0, testResults: [] };

describe('countTests', () => {
  const cases = {
    'a good run': { report: good, exitCode: 0, want: { passed: 3, failed: 0 } },
    'failed tests': {
      report: { numPassedTests: 3, numFailedTests: 2, testResults: [file('failed', 'failed', 'failed')] },
      exitCode: 1,
      want: { passed: 3, failed: 2 },
    },
    'a file that could not be loaded': {
      report: { ...good, testResults: [file('failed'), file('passed', 'passed')] },
      exitCode: 1,
      want: { passed: 3, failed: 1 },
    },
    'a file that broke beside its good tests': {
      report: { ...good, testResults: [file('failed', 'passed')] },
      exitCode: 1,
      want: { passed: 3, failed: 1 },
    },
    'a bad end with no test to blame': { report: good, exitCode: 1, want: { passed: 3, failed: 1 } },
    'nothing ran': { report: none, exitCode: 0, want: { passed: 0, failed: 1 } },
    'no report': { report: undefined, exitCode: 0, want: { passed: 0, failed: 1 } },
  };
  test.each(Object.entries(cases))('%s', (_, { report, exitCode, want }) => {
    expect(countTests(report, exitCode)).toEqual(want);
  });
});
