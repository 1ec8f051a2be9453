/** Format and order of imports. */
import { type Check, expectAtLeast, type Outcome } from './check.ts';
import { listSources, SOURCE_FOLDERS } from './sources.ts';
import { linesOf, runTool } from './tool.ts';

export const formatCheck: Check = { name: 'format', run: checkFormat };

async function checkFormat(): Promise<Outcome> {
  const run = await runTool('biome', ['check', '--error-on-warnings', '--max-diagnostics=50', '.']);
  const lines = linesOf(run);
  const count = Number(/Checked (\d+) files?/.exec(lines.join('\n'))?.[1] ?? 0);
  const floor = SOURCE_FOLDERS.flatMap(listSources).length;
  const failures = lines.filter((line) => /^\S+ (format|assist\/|lint\/|parse)/.test(line));
  const named = failures.map((line) => line.replace(/[ ━]+$/, ''));
  const problems = run.code === 0 ? [] : [...named, 'npm run format puts it right'];
  return { looked: `${count} files`, problems: [...problems, ...expectAtLeast(floor, count, 'files')] };
}
