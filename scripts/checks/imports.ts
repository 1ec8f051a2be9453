/** The direction of imports, as .dependency-cruiser.mjs states it. Each source file must have been looked at. */
import { ARROWS } from '../../.dependency-cruiser.mjs';
import { type Check, expectAtLeast, type Outcome } from './check.ts';
import { cruise } from './cruise.ts';
import { listSources, SOURCE_FOLDERS } from './sources.ts';

export const importsCheck: Check = { name: 'imports', run: checkImports };

/** Less than the smallest useful tree: the cruise has gone blind. */
const FLOOR = 50;

async function checkImports(): Promise<Outcome> {
  const { modules, summary } = await cruise(SOURCE_FOLDERS);
  const seen = new Set(modules.map(({ source }) => source));
  const expected = SOURCE_FOLDERS.flatMap(listSources).filter((path) => !path.endsWith('.d.ts'));
  const looked = expected.filter((path) => seen.has(path));
  return {
    looked: `${looked.length} modules`,
    problems: [
      ...expectAtLeast(FLOOR, looked.length, 'modules'),
      ...expected.filter((path) => !seen.has(path)).map((path) => `not looked at: ${path}`),
      ...expected.filter(isUnplaced).map((path) => `no arrow says what this folder may import: ${path}`),
      ...summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`),
    ],
  };
}

function isUnplaced(path: string): boolean {
  const [root, folder = ''] = path.split('/');
  return root === 'src' && !Object.hasOwn(ARROWS, folder);
}
