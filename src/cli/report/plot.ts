/** The frame of the charts of one measure: the same size and the same scales for every strategy. */
import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { Comparison } from '../../sim/comparison.ts';
import { formatShort } from '../wording.ts';
import { escapeText } from './markup.ts';
import type { Measure } from './measures.ts';
import type { TimeAxis } from './time-axis.ts';

const WIDTH = 440;
const WIDTH_LONG = 1_240;
export const HEIGHT = 232;
export const LEFT = 46;
const MARGIN_RIGHT = 12;
const TOP = 22;
const BOTTOM = HEIGHT - 42;
/** What a character takes at most at the size of the event labels. */
const CHARACTER = 6.5;
const MOST_NAMED_EVENTS = 6;

export interface Plot {
  readonly width: number;
  /** Where the plot ends on the right. */
  readonly right: number;
  readonly measure: Measure;
  readonly axis: TimeAxis;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

export function framePlot(measure: Measure, axis: TimeAxis, { strategies }: Comparison): Plot {
  const top = strategies
    .flatMap(({ timeline }) => timeline)
    .reduce((most, point) => Math.max(most, ...measure.series.map(({ column }) => point[column])), 1);
  const width = axis.isLong ? WIDTH_LONG : WIDTH;
  const right = width - MARGIN_RIGHT;
  return {
    width,
    right,
    measure,
    axis,
    x: scaleLinear([axis.from, axis.to], [LEFT, right]),
    y: scaleLinear([0, top], [BOTTOM, TOP]).nice(4),
  };
}

/** Grid, ticks, titles and events: all that is not data. */
export function renderFrame({ axis, width, right, x, y }: Plot): string {
  const rows = y.ticks(4).filter((value) => Number.isInteger(value));
  const cell = (value: number) => Number(value.toFixed(1));
  return [
    '<g class="frame">',
    ...rows.map((value) => `<path d="M${LEFT} ${cell(y(value))}H${right}"/>`),
    ...axis.ticks.map(({ at }) => `<path d="M${cell(x(at))} ${BOTTOM}v4"/>`),
    ...rows.map((value) => label(LEFT - 6, cell(y(value)) + 4, 'end', formatShort(value))),
    ...axis.ticks.map((tick) => label(cell(x(tick.at)), BOTTOM + 17, 'middle', tick.label)),
    label((LEFT + right) / 2, HEIGHT - 6, 'middle', axis.title),
    '</g>',
    renderEvents(axis, width, (at) => cell(x(at))),
  ].join('');
}

/** Few events: a line and, where it stands clear, a name each. Many: a tick each above the plot. */
function renderEvents({ events }: TimeAxis, width: number, place: (at: number) => number): string {
  const isFew = events.length <= MOST_NAMED_EVENTS;
  const lines = events.map(({ at }) => `<path d="M${place(at)} ${TOP - 4}${isFew ? `V${BOTTOM}` : 'v-6'}"/>`);
  let free = 0;
  const names = (isFew ? events : []).map(({ at, name }) => {
    const half = (name.length * CHARACTER) / 2;
    const middle = Math.min(Math.max(place(at), half), width - half);
    if (middle - half < free) return '';
    free = middle + half + CHARACTER;
    return label(middle, TOP - 9, 'middle', name);
  });
  return `<g class="events${isFew ? '' : ' many'}">${lines.join('')}${names.join('')}</g>`;
}

const label = (x: number, y: number, anchor: 'middle' | 'end', text: string): string =>
  `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeText(text)}</text>`;

/** Top and bottom of the plot, for what spans its height. */
export const PLOT_HEIGHT = { top: TOP, bottom: BOTTOM } as const;
