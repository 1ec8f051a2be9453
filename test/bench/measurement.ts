/** Times of repeated runs, as tables and as data. Nothing here is asserted: a time belongs to its machine. */
import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Spread, spreadOf } from '../support/spread.ts';

export interface Row extends Spread {
  readonly label: string;
  readonly repetitions: number;
  /** Further columns, by heading. */
  readonly also: Readonly<Record<string, number>>;
}

export interface Section {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
}

export type Bench = (tell: (line: string) => void) => Promise<readonly Section[]>;

/** Milliseconds of each of so many runs, after one that does not count; what `prepare` takes is not timed. */
export async function timeRuns<T>(
  count: number,
  prepare: () => T,
  run: (prepared: T) => Promise<void> | void,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index <= count; index += 1) {
    const prepared = prepare();
    const started = performance.now();
    await run(prepared);
    if (index > 0) times.push(performance.now() - started);
  }
  return times;
}

export const rowOf = (label: string, figures: readonly number[], also: Row['also'] = {}): Row => ({
  label,
  ...spreadOf(figures),
  repetitions: figures.length,
  also,
});

export const describeMachine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

export function renderSection({ title, unit, rows }: Section): string {
  const also = [...new Set(rows.flatMap((row) => Object.keys(row.also)))];
  const cells = (row: Row): readonly string[] => [
    row.label,
    ...[row.median, row.min, row.max].map(renderFigure),
    String(row.repetitions),
    ...also.map((heading) => renderFigure(row.also[heading])),
  ];
  const headings = [title, `${unit}, median`, 'least', 'most', 'runs', ...also];
  return [headings, headings.map((_, index) => (index === 0 ? '---' : '--:')), ...rows.map(cells)]
    .map((line) => `| ${line.join(' | ')} |`)
    .join('\n');
}

const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const renderFigure = (figure: number | undefined): string =>
  figure === undefined ? '' : (Math.abs(figure) < 1_000 ? threeDigits : whole).format(figure);
