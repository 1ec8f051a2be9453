/** Plants one violation of every import rule and expects that rule, there, and nothing else. */
import dependencyCruiser, { ARROWS } from '../../.dependency-cruiser.mjs';
import type { Check, Outcome } from './check.ts';
import { cruise } from './cruise.ts';
import { withPlantedTree } from './planted-tree.ts';

export const importsFireCheck: Check = { name: 'import rules fire', run: checkRulesFire };

const load = (...specifiers: readonly string[]): string =>
  specifiers.map((name) => `import '${name}';\n`).join('');
const OUTWARDS: Readonly<Record<string, string>> = { main: '../../functions/plain.ts' };

/** Rule -> the file that breaks it and what it imports. */
const planted: Readonly<Record<string, readonly [path: string, text: string]>> = {
  ...Object.fromEntries(
    Object.keys(ARROWS).map((folder) => [
      `${folder}-imports-inwards`,
      [`src/${folder}/${folder === 'core' ? 'model/' : ''}outwards.ts`, outwards(folder)],
    ]),
  ),
  'core-packages': ['src/core/model/package.ts', load('zod', 'croner', 'yaml')],
  'resources-packages': ['src/resources/package.ts', load('zod', 'yaml')],
  'ports-packages': ['src/ports/package.ts', load('zod')],
  'controllers-packages': ['src/controllers/package.ts', load('tinyqueue', 'yaml')],
  'no-node-modules-inside': ['src/controllers/node.ts', load('node:fs')],
  'features-apart': ['src/core/prescale/other-feature.ts', load('../drain/plain.ts')],
  'adapters-apart': ['src/adapters/aws/other-adapter.ts', load('../system/plain.ts')],
  'kubernetes-types-only': [
    'src/sim/kubernetes-client.ts',
    "import { KubeConfig } from '@kubernetes/client-node';\nexport const config = new KubeConfig();\n",
  ],
  'functions-import-main': ['functions/core.ts', load('../src/core/drain/plain.ts')],
  'product-apart': ['src/sim/test-support.ts', load('../../test/plain.ts')],
  'no-development-packages': ['src/sim/development.ts', load('fast-check')],
  'bootstrap-alone': ['bin/package.mjs', load('node:fs', 'zod')],
  'no-cycles': ['src/sim/cycle.ts', load('./cycle.ts')],
  resolvable: ['src/sim/nowhere.ts', load('./no-such-file.ts')],
};

/** What is imported above, and imports that every rule must let through. */
const innocent: Readonly<Record<string, string>> = {
  'src/core/drain/plain.ts': load('zod', 'croner', '../model/plain.ts'),
  'src/core/model/plain.ts': '',
  'src/adapters/system/plain.ts': load('node:fs', '../../ports/plain.ts', '@kubernetes/client-node'),
  'src/ports/plain.ts': load('../core/model/plain.ts'),
  'src/sim/plain.ts': "import type { V1Pod } from '@kubernetes/client-node';\nexport type Pod = V1Pod;\n",
  'src/main/plain.ts': load('../adapters/system/plain.ts', '../sim/plain.ts', 'node:fs'),
  'functions/plain.ts': load('../src/main/plain.ts'),
  'test/plain.ts': load('../src/main/plain.ts', 'fast-check'),
  'bin/plain.mjs': load('node:fs'),
};

function outwards(folder: string): string {
  return load(OUTWARDS[folder] ?? `${folder === 'core' ? '../' : ''}../main/plain.ts`);
}

async function checkRulesFire(): Promise<Outcome> {
  const files = { ...innocent, ...Object.fromEntries(Object.values(planted)) };
  const report = await withPlantedTree(files, (folder) =>
    cruise(['bin', 'functions', 'src', 'test'], folder),
  );
  const found = new Set(report.summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`));
  const wanted = new Set(Object.entries(planted).map(([rule, [path]]) => `${rule} in ${path}`));
  const unplanted = dependencyCruiser.forbidden.filter(({ name }) => planted[name] === undefined);
  return {
    looked: `${wanted.size} rules`,
    problems: [
      ...unplanted.map(({ name }) => `nothing is planted for ${name}`),
      ...[...wanted].filter((entry) => !found.has(entry)).map((entry) => `did not fire: ${entry}`),
      ...[...found].filter((entry) => !wanted.has(entry)).map((entry) => `fired without cause: ${entry}`),
    ],
  };
}
