/** `npm run check [NAME ...]`: every static check, one line each with its time; exit code 1 when one fails. */
import type { Check, Outcome } from './checks/check.ts';
import { deadCodeCheck, deadCodeFiresCheck } from './checks/dead-code.ts';
import { formatCheck } from './checks/format.ts';
import { importsCheck } from './checks/imports.ts';
import { importsFireCheck } from './checks/imports-fire.ts';
import { lintCheck } from './checks/lint.ts';
import { lintFiresCheck } from './checks/lint-fires.ts';
import { purityCheck } from './checks/purity.ts';
import { coreTypesCheck, typesCheck } from './checks/types.ts';

const CHECKS: readonly Check[] = [
  formatCheck,
  typesCheck,
  coreTypesCheck,
  purityCheck,
  lintCheck,
  lintFiresCheck,
  importsCheck,
  importsFireCheck,
  deadCodeCheck,
  deadCodeFiresCheck,
];

const wanted = process.argv.slice(2);
const chosen = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
let failed = 0;
for (const check of chosen) if (!(await report(check))) failed += 1;
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0)
  console.log(`no such check: ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}`);
console.log(`checks: ${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || unknown.length > 0 || chosen.length === 0 ? 1 : 0;

async function report(check: Check): Promise<boolean> {
  const started = performance.now();
  const { looked, problems } = await runGuarded(check);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const isGood = problems.length === 0;
  console.log(`${isGood ? 'ok  ' : 'FAIL'}  ${check.name.padEnd(20)} ${seconds.padStart(5)} s  ${looked}`);
  for (const problem of problems) console.log(`      ${problem}`);
  return isGood;
}

/** A check that cannot run has failed. */
async function runGuarded(check: Check): Promise<Outcome> {
  try {
    return await check.run();
  } catch (error) {
    return { looked: 'nothing', problems: [error instanceof Error ? error.message : String(error)] };
  }
}
