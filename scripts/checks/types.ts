/** The compiler over everything, and over core alone with its own, smaller world. */
import { isAbsolute } from 'node:path';
import { type Check, expectAtLeast, type Outcome } from './check.ts';
import { linesOf, runTool } from './tool.ts';

export const typesCheck: Check = { name: 'types', run: () => compile('.') };
export const coreTypesCheck: Check = { name: 'types of core', run: () => compile('src/core') };

const FLOOR = 10;

async function compile(project: string): Promise<Outcome> {
  const run = await runTool('tsc', ['-p', project, '--pretty', 'false', '--listFiles']);
  const lines = linesOf(run);
  const files = lines.filter((line) => isAbsolute(line));
  const own = files.filter((path) => !path.includes('node_modules'));
  const problems = run.code === 0 ? [] : lines.filter((line) => !isAbsolute(line));
  return {
    looked: `${own.length} files`,
    problems: [...problems, ...expectAtLeast(FLOOR, own.length, 'files')],
  };
}
