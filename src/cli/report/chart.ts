/** One chart: one measure of one strategy as inline SVG. */
import { area, curveLinear, curveStepAfter, line } from 'd3-shape';
import type { StrategyResult, TimelinePoint } from '../../sim/comparison.ts';
import { formatCount } from '../wording.ts';
import { openPath } from './compact-path.ts';
import { downsample } from './downsample.ts';
import { LOAD, type Measure, type Series } from './measures.ts';
import { HEIGHT, LEFT, PLOT_HEIGHT, type Plot, renderFrame } from './plot.ts';

const MOST_POINTS = 600;

export function renderChart(plot: Plot, { name, timeline }: StrategyResult): string {
  const { measure } = plot;
  const id = `${measure.id}-${name}`;
  return [
    `<svg viewBox="0 0 ${plot.width} ${HEIGHT}" data-left="${LEFT}" data-right="${plot.right}"`,
    ` role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">${measure.title}, ${name}</title>`,
    `<desc id="${id}-desc">${measure.explanation} ${phrasePeaks(measure, timeline)}</desc>`,
    renderFrame(plot),
    measure === LOAD ? drawLoss(plot, timeline) : '',
    ...measure.series.map((series) => drawSeries(plot, series, timeline)),
    `<path class="cursor" d="M${LEFT} ${PLOT_HEIGHT.top}V${PLOT_HEIGHT.bottom}"/>`,
    '</svg>',
  ].join('');
}

/** The highest value of each series, in words. */
export function phrasePeaks({ series }: Measure, timeline: readonly TimelinePoint[]): string {
  const peaks = series.map(({ column, label }) => {
    const most = timeline.reduce((best, point) => Math.max(best, point[column]), 0);
    return `${label} ${formatCount(most)}`;
  });
  return `Most: ${peaks.join(', ')}.`;
}

function drawSeries({ x, y }: Plot, series: Series, timeline: readonly TimelinePoint[]): string {
  const { column, shape } = series;
  const points = downsample(timeline, [(point) => point[column]], MOST_POINTS);
  const path = openPath();
  const across = (point: TimelinePoint) => x(point.secondsFromPush);
  const up = (point: TimelinePoint) => y(point[column]);
  const isKnown = (point: TimelinePoint) => series.isBlankAtZero !== true || point[column] > 0;
  const curve = shape === 'line' ? curveLinear : curveStepAfter;
  if (shape === 'band') area(across, y(0), up).curve(curve).context(path)([...points]);
  else line(across, up).defined(isKnown).curve(curve).context(path)([...points]);
  return `<path class="${shape} ${column}" d="${path.text()}"/>`;
}

/** The gap between offered and served; both are thinned together, so that they part where they really do. */
function drawLoss({ x, y }: Plot, timeline: readonly TimelinePoint[]): string {
  const points = [
    ...downsample(timeline, [(point) => point.offeredRps, (point) => point.servedRps], MOST_POINTS),
  ];
  const hasLoss = (index: number) => {
    const point = points[index];
    return point !== undefined && point.offeredRps - point.servedRps >= 1;
  };
  const path = openPath();
  area<TimelinePoint>(
    (point) => x(point.secondsFromPush),
    (point) => y(point.servedRps),
    (point) => y(point.offeredRps),
  )
    .defined((_, index) => hasLoss(index - 1) || hasLoss(index) || hasLoss(index + 1))
    .context(path)(points);
  return path.text() === '' ? '' : `<path class="loss" d="${path.text()}"/>`;
}
