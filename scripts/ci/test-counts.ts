/** What one run of vitest comes to, in two numbers that can be added up over tiers. Pure. */

/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly TestFileResult[];
}

interface TestFileResult {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * A file that could not be loaded has no failed test, and a run may fail with none at all: each counts as one failure.
 * So does a tier that ran nothing.
 * @param report undefined when the run left none
 */
export function countTests(report: TestReport | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.testResults.filter(isBrokenFile).length;
  const isSilentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}

function isBrokenFile({ status, assertionResults }: TestFileResult): boolean {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}
