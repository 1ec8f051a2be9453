/** Plants what the linter must refuse, above all what needs types or depends on the folder, and expects each finding. */
import type { Check, Outcome } from './check.ts';
import { lint } from './oxlint.ts';
import { withPlantedTree } from './planted-tree.ts';

export const lintFiresCheck: Check = { name: 'lint rules fire', run: checkLintFires };

const VITEST = "import { expect, test, vi } from 'vitest';\n";

/** Path -> what is written there and the rule that must fire. */
const planted: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  'src/sim/floating.ts': [
    'typescript(no-floating-promises)',
    'export const f = (p: Promise<void>) => {\n  p;\n};\n',
  ],
  'src/sim/switch.ts': [
    'typescript(switch-exhaustiveness-check)',
    "export const f = (kind: 'a' | 'b'): void => {\n  switch (kind) {\n    case 'a':\n      break;\n  }\n};\n",
  ],
  'src/sim/any.ts': [
    'typescript(no-explicit-any)',
    'export const f = (value: any): boolean => value === 1;\n',
  ],
  'src/sim/bang.ts': ['typescript(no-non-null-assertion)', 'export const f = (a?: { b: number }) => a!.b;\n'],
  'src/sim/zero.ts': [
    'typescript(strict-boolean-expressions)',
    'export const f = (n?: number) => (n ? 1 : 2);\n',
  ],
  'src/sim/unsafe.ts': ['typescript(no-unsafe-return)', "export const f = (): string => JSON.parse('');\n"],
  'src/sim/unused.ts': ['eslint(no-unused-vars)', 'const left = 1;\nexport const f = 2;\n'],
  'src/sim/clock.ts': ['eslint(no-restricted-globals)', 'export const f = () => Date.now();\n'],
  'src/sim/chance.ts': ['eslint(no-restricted-properties)', 'export const f = () => Math.random();\n'],
  'src/sim/timer.ts': ['eslint(no-restricted-globals)', 'export const f = () => setTimeout(() => 1, 1);\n'],
  'src/core/model/clock.ts': ['eslint(no-restricted-properties)', 'export const f = () => Date.now();\n'],
  'src/core/model/brand.ts': [
    'typescript(no-unsafe-type-assertion)',
    "export const f = (a: string) => a as 'b';\n",
  ],
  'src/api/environment.ts': ['eslint(no-restricted-globals)', "export const f = () => process.env['A'];\n"],
  'src/adapters/system/environment.ts': [
    'eslint(no-restricted-globals)',
    "export const f = () => process.env['A'];\n",
  ],
  'src/api/console.ts': ['eslint(no-console)', "export const f = () => console.log('');\n"],
  'src/api/default.ts': ['import(no-default-export)', 'export default 1;\n'],
  'src/api/CamelCase.ts': ['unicorn(filename-case)', 'export const f = 1;\n'],
  'src/api/long.ts': ['eslint(max-lines)', 'export {};\n'.repeat(301)],
  'src/api/long-function.ts': [
    'eslint(max-lines-per-function)',
    `export const f = (): void => {\n${'  f();\n'.repeat(60)}};\n`,
  ],
  'test/mock.test.ts': [
    'vitest(no-restricted-vi-methods)',
    `${VITEST}vi.mock('../src/a.ts');\ntest('a', () => expect(1).toBe(1));\n`,
  ],
  'test/focused.test.ts': [
    'vitest(no-focused-tests)',
    `${VITEST}test.only('a', () => expect(vi).toBe(1));\n`,
  ],
  'test/idle.test.ts': ['vitest(expect-expect)', `${VITEST}test('a', () => void [vi, expect]);\n`],
};

/** The same where it is allowed: nothing may fire. */
const innocent: Readonly<Record<string, string>> = {
  'src/main/environment.ts': "export const f = () => [process.env['A'], Date.now()];\n",
  'src/adapters/system/clock.ts': 'export const f = () => [Date.now(), Math.random()];\n',
  'src/core/model/moment.ts': 'export const f = (at: number) => new Date(at).toISOString();\n',
  'scripts/console.ts': "console.log('');\n",
};

async function checkLintFires(): Promise<Outcome> {
  const texts = Object.fromEntries(Object.entries(planted).map(([path, [, text]]) => [path, text]));
  const { findings } = await withPlantedTree({ ...innocent, ...texts }, lint);
  const found = new Set(findings.map(({ rule, path }) => `${rule} in ${path}`));
  const wanted = Object.entries(planted).map(([path, [rule]]) => `${rule} in ${path}`);
  const guilty = findings.filter(({ path }) => innocent[path] !== undefined);
  return {
    looked: `${wanted.length} plants`,
    problems: [
      ...wanted.filter((entry) => !found.has(entry)).map((entry) => `did not fire: ${entry}`),
      ...guilty.map(({ rule, path, message }) => `fired without cause: ${rule} in ${path}: ${message}`),
    ],
  };
}
