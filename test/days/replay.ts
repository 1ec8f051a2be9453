/** `npm run day -- --seed 123`: the plan of that day, all that happened in it, and which laws it broke. */
import { parseArgs } from 'node:util';
import { breachesOf } from './support/check-day.ts';
import { describePlan } from './support/describe-plan.ts';
import { drawDay } from './support/draw-day.ts';
import { runDay } from './support/run-day.ts';

function readSeed(): number | undefined {
  const { values } = parseArgs({ options: { seed: { type: 'string' } } });
  const seed = Number(values.seed ?? 'none');
  return Number.isInteger(seed) && seed >= 1 ? seed : undefined;
}

const seed = readSeed();
if (seed === undefined) {
  process.stderr.write('--seed: expected a whole number from 1, for example `npm run day -- --seed 123`\n');
  process.exitCode = 2;
} else {
  const plan = drawDay(seed);
  const day = await runDay(plan);
  const breaches = breachesOf(day);
  const verdict = breaches.length === 0 ? ['kept every law'] : breaches.map((breach) => `BROKEN ${breach}`);
  process.stdout.write(`${[...describePlan(plan), '', ...day.ledger.trace, '', ...verdict].join('\n')}\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
