/** Rows as a table in Markdown. Pure. */
import { agrees, type Fact, type Row, rangeOf, valuesOf } from './behaviour.ts';
import { differenceOf } from './differences.ts';

/** Not said twice. */
const LONG = 40;

export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map((row, index) => {
    const isFirst = rows[index - 1]?.behaviour !== row.behaviour;
    const cells = [isFirst ? `**${row.behaviour}**` : '', ...cellsOf(row)];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return [
    '| behaviour | looked at | real components | simulator | held to | |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const { real, simulated } = row;
  const name = differenceOf(row)?.name;
  const verdict = agrees(row) ? 'agrees' : name === undefined ? '**differs**' : `differs: ${name}`;
  const [reality, simulation] =
    'value' in real
      ? [wordValue(real.value), wordValues(simulated, real.value)]
      : [wordSeconds(real.seconds), wordRange(simulated)];
  return [real.what, reality, simulation, ruleOf(real), verdict];
}

function wordValues(facts: readonly Fact[], real: string): string {
  const values = valuesOf(facts);
  const isLongAndSame = real.length > LONG && values.length === 1 && values[0] === real;
  return isLongAndSame ? 'the same' : values.map(wordValue).join(' or ');
}

const wordValue = (value: string): string => (value.startsWith('{') ? `\`${value}\`` : value);

const wordSeconds = (seconds: number): string =>
  Number.isFinite(seconds) ? `${tenths.format(seconds)} s` : 'never';

function wordRange(facts: readonly Fact[]): string {
  const { least, median, most } = rangeOf(facts);
  if (least === most) return wordSeconds(median);
  return `${wordSeconds(median)} (${tenths.format(least)} to ${tenths.format(most)})`;
}

const ruleOf = (fact: Fact): string =>
  'value' in fact ? 'the letter' : `the range, and 20 % or ${fact.slack} s`;

const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
