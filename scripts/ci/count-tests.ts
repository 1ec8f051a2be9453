/**
 * `count-tests.ts REPORT EXIT_CODE [REPORT EXIT_CODE]`: prints the passed and the failed tests of one run of vitest; of
 * a second run, of the files that failed in the first, what they came to then. `count-tests.ts --failed REPORT`: those.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { countTests, failedFiles, type TestReport, withRetaken } from './test-counts.ts';

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

const [first = '', firstCode = '1', second, secondCode = '1'] = process.argv.slice(2);
console.log(first === '--failed' ? failed(readReport(firstCode)) : count());

function count(): string {
  const [report, retaken] = [readReport(first), second === undefined ? undefined : readReport(second)];
  const counts =
    report !== undefined && retaken !== undefined
      ? countTests(withRetaken(report, retaken), Number(secondCode))
      : countTests(report, Number(firstCode));
  return `${counts.passed} ${counts.failed}`;
}

function failed(report: TestReport | undefined): string {
  return report === undefined ? '' : failedFiles(report).join('\n');
}

/** A run that broke off leaves no report, or half of one. */
function readReport(file: string): TestReport | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
