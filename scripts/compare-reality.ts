/** `npm run compare-reality`: the table of docs/reality.md, from a run on both clusters; `-- --write` puts it there. */
import { parseArgs } from 'node:util';
import { agrees } from '../test/cluster/reality/behaviour.ts';
import { compareReality } from '../test/cluster/reality/comparison.ts';
import { differenceOf } from '../test/cluster/reality/differences.ts';
import { writeTable } from '../test/cluster/reality/guide.ts';
import { renderTable } from '../test/cluster/reality/table.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const { stderr } = process;

if (stderr.isTTY)
  stderr.write('A real control plane and the simulator do the same; this takes five minutes.\n');
const rows = await compareReality({
  onDone: (done, of, name) => {
    if (stderr.isTTY) stderr.write(`\r\u001b[2K${done} of ${of}: ${name}`.slice(0, stderr.columns));
  },
});
if (stderr.isTTY) stderr.write('\r\u001b[2K');
const table = renderTable(rows);
if (values.write) writeTable(table);
console.log(values.write ? 'wrote the table of docs/reality.md' : table);
if (rows.some((row) => !agrees(row) && differenceOf(row) === undefined)) process.exitCode = 1;
