/** Figures of real runs beside those of the embedded cluster over many seeds, as a table in Markdown. */
import type { Spread } from '../support/spread.ts';

export interface Row {
  readonly label: string;
  readonly real: number;
  readonly simulated: Spread;
}

/** How far the simulator's median is off, as a share of the real figure; negative = it is lower. */
export const offBy = ({ real, simulated: { median } }: Row): number =>
  median === real ? 0 : (median - real) / real;

export const renderTable = (heading: string, rows: readonly Row[]): string =>
  [
    `| ${heading} | real | simulator, median | lowest | highest | off by |`,
    '|---|--:|--:|--:|--:|--:|',
    ...rows.map(renderRow),
  ].join('\n');

function renderRow(row: Row): string {
  const { label, real, simulated } = row;
  const cells = [real, simulated.median, simulated.min, simulated.max].map(renderFigure);
  return `| ${label} | ${cells.join(' | ')} | ${percent.format(offBy(row)).replace('-0%', '0%')} |`;
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat('en', { style: 'percent' });

function renderFigure(figure: number): string {
  if (!Number.isFinite(figure)) return 'never';
  return (figure < 10 ? tenths : whole).format(figure);
}
