/** `count-tests.ts REPORT EXIT_CODE`: prints the passed and the failed tests of one run of vitest. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { countTests, type TestReport } from './test-counts.ts';

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const [path = '', exitCode = '1'] = process.argv.slice(2);
const { passed, failed } = countTests(readReport(path), Number(exitCode));
console.log(`${passed} ${failed}`);

/** A run that broke off leaves no report, or half of one. */
function readReport(file: string): TestReport | undefined {
  try {
    return reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
