/**
 * `npm run day -- --seed 123`: the plan of that day, all that happened in it, and which laws it broke. With `--functions`
 * the day is played by functions and not by controllers.
 */
import { parseArgs } from 'node:util';
import { breachesOf } from './support/check-day.ts';
import { describePlan } from './support/describe-plan.ts';
import { drawDay } from './support/draw-day.ts';
import { startFunctions } from './support/functions/functions-cast.ts';
import { drawFunctionsDay } from './support/functions/functions-day.ts';
import { playDay, runDay } from './support/run-day.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, functions: { type: 'boolean', default: false } },
});
const seed = Number(values.seed ?? 'none');
if (!Number.isInteger(seed) || seed < 1) {
  process.stderr.write('--seed: expected a whole number from 1, for example `npm run day -- --seed 123`\n');
  process.exitCode = 2;
} else {
  const plan = values.functions ? drawFunctionsDay(seed) : drawDay(seed);
  const day = await (values.functions ? playDay(plan, startFunctions) : runDay(plan));
  const breaches = breachesOf(day);
  const verdict = breaches.length === 0 ? ['kept every law'] : breaches.map((breach) => `BROKEN ${breach}`);
  process.stdout.write(`${[...describePlan(plan), '', ...day.ledger.trace, '', ...verdict].join('\n')}\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
