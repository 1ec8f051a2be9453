/** The linter with types, over everything. */
import { type Check, expectAtLeast, type Outcome } from './check.ts';
import { lint } from './oxlint.ts';
import { listSources, SOURCE_FOLDERS } from './sources.ts';

export const lintCheck: Check = { name: 'lint', run: checkLint };

async function checkLint(): Promise<Outcome> {
  const { files, findings } = await lint();
  const floor = SOURCE_FOLDERS.flatMap(listSources).length;
  const problems = findings.map(({ rule, path, line, message }) => `${path}:${line} ${rule} ${message}`);
  return { looked: `${files} files`, problems: [...problems, ...expectAtLeast(floor, files, 'files')] };
}
