/** Files, exports and dependencies that nothing uses; in what is shipped, a test alone is no use. */
import type { Check, Outcome } from './check.ts';
import { withPlantedTree } from './planted-tree.ts';
import { linesOf, runTool } from './tool.ts';

export const deadCodeCheck: Check = { name: 'dead code', run: checkDeadCode };
export const deadCodeFiresCheck: Check = { name: 'dead code is found', run: checkDeadCodeFires };

const ALL = ['--no-config-hints', '--reporter=compact'];
const SHIPPED = [...ALL, '--production', '--include=files,dependencies,unlisted'];

const planted: Readonly<Record<string, string>> = {
  'bin/forescale.mjs': '',
  'src/main/cli.ts': "import { used } from '../sim/used.ts';\nused();\n",
  'src/sim/used.ts': 'export const used = (): void => {};\nexport const planted = 1;\n',
  'src/sim/orphan.ts': 'export const orphan = 1;\n',
  'src/sim/kept-by-a-test.ts': 'export const kept = 1;\n',
  'test/sim/kept.test.ts': "import { kept } from '../../src/sim/kept-by-a-test.ts';\nkept.toFixed();\n",
};

async function checkDeadCode(): Promise<Outcome> {
  const [all, shipped] = [await runTool('knip', ALL), await runTool('knip', SHIPPED)];
  const problems = [all, shipped].flatMap((run) => (run.code === 0 ? [] : linesOf(run)));
  return { looked: 'with tests and without', problems: [...new Set(problems)] };
}

async function checkDeadCodeFires(): Promise<Outcome> {
  const [all, shipped] = await withPlantedTree(planted, async (folder) => [
    linesOf(await runTool('knip', ALL, folder)).join('\n'),
    linesOf(await runTool('knip', SHIPPED, folder)).join('\n'),
  ]);
  const wanted: readonly (readonly [string, string | undefined])[] = [
    ['src/sim/orphan.ts', all],
    ['src/sim/used.ts: planted', all],
    ['package.json: ', all],
    ['src/sim/kept-by-a-test.ts', shipped],
  ];
  const missed = wanted.filter(([text, report]) => report?.includes(text) !== true);
  return { looked: `${wanted.length} plants`, problems: missed.map(([text]) => `did not find: ${text}`) };
}
