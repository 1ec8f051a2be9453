/** What one run of vitest comes to, in two numbers that can be added up over tiers. Pure. */

/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly testResults: readonly TestFileResult[];
}

interface TestFileResult {
  /** Of the file. */
  readonly name: string;
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
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const failed = tests.filter(isFailed).length + report.testResults.filter(isBrokenFile).length;
  const isSilentFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isSilentFailure ? 1 : failed };
}

export const failedFiles = ({ testResults }: TestReport): readonly string[] =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name);

/** The first run with the files that were taken once more as they ended then. */
export function withRetaken(first: TestReport, second: TestReport): TestReport {
  const retaken = new Map(second.testResults.map((result) => [result.name, result]));
  return { testResults: first.testResults.map((result) => retaken.get(result.name) ?? result) };
}

function isBrokenFile({ status, assertionResults }: TestFileResult): boolean {
  return status === 'failed' && !assertionResults.some(isFailed);
}

const isFailed = ({ status }: { readonly status: string }): boolean => status === 'failed';
