/** The table in docs/reality.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const GUIDE = fileURLToPath(new URL('../../../docs/reality.md', import.meta.url));
const [BEGIN, END] = ['<!-- table -->\n', '<!-- end of table -->'];

export const readGuide = (): string => readFileSync(GUIDE, 'utf8');

export function writeTable(table: string): void {
  const guide = readGuide();
  const [from, to] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`${GUIDE}: expected the lines ${BEGIN.trim()} and ${END}, at ${from} and ${to}`);
  writeFileSync(GUIDE, `${guide.slice(0, from + BEGIN.length)}\n${table}\n\n${guide.slice(to)}`);
}
