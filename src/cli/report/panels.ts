/** A section of the report per measure: legend, then one figure per strategy on the same axes. */
import type { Comparison, StrategyResult } from '../../sim/comparison.ts';
import { STRATEGY_MEANINGS } from '../wording.ts';
import { phrasePeaks, renderChart } from './chart.ts';
import { LOAD, type Measure, type Series } from './measures.ts';
import { framePlot, type Plot } from './plot.ts';
import { renderReadings } from './readings.ts';
import type { TimeAxis } from './time-axis.ts';

export function renderSection(measure: Measure, axis: TimeAxis, comparison: Comparison): string {
  const plot = framePlot(measure, axis, comparison);
  const keys = measure.series.map(renderKey);
  if (measure === LOAD) keys.push(key('<path class="loss" d="M0 1H28V11H0z"/>', 'unserved'));
  return [
    `<section class="measure" data-measure="${measure.id}" aria-labelledby="${measure.id}">`,
    `<h2 id="${measure.id}">${measure.title} <small>${measure.unit}</small></h2>`,
    `<p>${measure.explanation}</p>`,
    `<ul class="legend">${keys.join('')}</ul>`,
    `<div class="panels${axis.isLong ? ' long' : ''}">`,
    ...comparison.strategies.map((strategy) => renderFigure(plot, strategy)),
    '</div></section>',
  ].join('\n');
}

const renderFigure = (plot: Plot, strategy: StrategyResult): string =>
  [
    `<figure data-strategy="${strategy.name}">`,
    `<figcaption><b>${strategy.name}</b> ${STRATEGY_MEANINGS[strategy.name]}</figcaption>`,
    `<div class="scroll">${renderChart(plot, strategy)}</div>`,
    `<p class="reading">${phrasePeaks(plot.measure, strategy.timeline)}</p>`,
    renderReadings(plot.measure, plot.axis, strategy),
    '</figure>',
  ].join('\n');

function renderKey({ column, label, shape }: Series): string {
  const mark = shape === 'band' ? 'M0 2H28V11H0z' : 'M0 6H28';
  return key(`<path class="${shape} ${column}" d="${mark}"/>`, label);
}

const key = (mark: string, label: string): string =>
  `<li><svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">${mark}</svg>${label}</li>`;
