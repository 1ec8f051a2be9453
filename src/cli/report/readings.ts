/** Single values of the charts: for the read-out under the pointer and for the tables behind the charts. */
import type { StrategyResult, TimelinePoint } from '../../sim/comparison.ts';
import { formatCount, roundWhole } from '../wording.ts';
import { escapeText } from './markup.ts';
import { COLUMNS, type Measure } from './measures.ts';
import type { TimeAxis } from './time-axis.ts';

const READ_OUT_POINTS = 240;
const TABLE_ROWS = 26;

/** Per strategy the instants and, per column, the values then; small enough to stand in the page. */
export interface Readings {
  readonly when: readonly string[];
  /** Where the instant is between the ends of the axis, from 0 to 1. */
  readonly share: readonly number[];
  readonly values: Readonly<Record<string, readonly number[]>>;
}

export function collectReadings(axis: TimeAxis, { timeline }: StrategyResult): Readings {
  const points = spread(timeline, READ_OUT_POINTS);
  return {
    when: points.map(({ secondsFromPush }) => axis.phrase(secondsFromPush)),
    share: points.map(({ secondsFromPush: at }) =>
      Number(((at - axis.from) / (axis.to - axis.from)).toFixed(4)),
    ),
    values: Object.fromEntries(
      COLUMNS.map(({ column }) => [column, points.map((point) => roundWhole(point[column]))]),
    ),
  };
}

/** The chart as a table, for those who cannot see it or want its figures. */
export function renderReadings({ series }: Measure, axis: TimeAxis, { timeline }: StrategyResult): string {
  const heads = ['time', ...series.map(({ label }) => label)].map((head) => `<th scope="col">${head}</th>`);
  const rows = spread(timeline, TABLE_ROWS).map((point) => {
    const cells = series.map(({ column }) => `<td>${formatCount(point[column])}</td>`);
    return `<tr><th scope="row">${escapeText(axis.phrase(point.secondsFromPush))}</th>${cells.join('')}</tr>`;
  });
  return [
    '<details><summary>as a table</summary><div class="scroll"><table>',
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody>`,
    '</table></div></details>',
  ].join('');
}

/** Evenly spread points with the first and the last among them. */
function spread(timeline: readonly TimelinePoint[], count: number): readonly TimelinePoint[] {
  if (timeline.length <= count) return timeline;
  const step = (timeline.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => timeline[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  );
}
