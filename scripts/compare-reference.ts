/**
 * `npm run compare-reference`: real runs beside the simulator, as tables; with `-- --write` they are put into
 * docs/simulator.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareFleet, comparePush } from '../test/scenarios/reference-comparisons.ts';
import { CPU_RUN, FLEET_RUNS, REQUESTS_RUN } from '../test/scenarios/reference-runs.ts';

const GUIDE = fileURLToPath(new URL('../docs/simulator.md', import.meta.url));
const [BEGIN, END] = ['<!-- tables -->\n', '<!-- end of tables -->'];

const tables: string[] = [];
for (const run of [CPU_RUN, REQUESTS_RUN]) tables.push((await comparePush(run)).table);
for (const run of FLEET_RUNS) tables.push((await compareFleet(run)).table);
const text = tables.join('\n\n');
if (process.argv.includes('--write')) writeTables(text);
else console.log(text);

function writeTables(wanted: string): void {
  const guide = readFileSync(GUIDE, 'utf8');
  const [from, to] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`${GUIDE}: expected the lines ${BEGIN.trim()} and ${END}, at ${from} and ${to}`);
  writeFileSync(GUIDE, `${guide.slice(0, from + BEGIN.length)}\n${wanted}\n\n${guide.slice(to)}`);
  console.log(`wrote the tables of ${GUIDE}`);
}
