/** The head of the report: the verdict, the figures side by side, what was warned of, what the words mean. */
import type { Comparison } from '../../sim/comparison.ts';
import { compareRows } from '../comparison-table.ts';
import { phraseVerdict } from '../verdict.ts';
import { formatCount, ORACLE_MEANING, STRATEGY_MEANINGS } from '../wording.ts';
import { escapeText } from './markup.ts';
import type { TimeAxis } from './time-axis.ts';

export function renderHead(comparison: Comparison): string {
  const verdict = phraseVerdict(comparison);
  return [
    '<header>',
    `<p class="product">Forescale <span>seed ${comparison.seed}</span></p>`,
    `<h1>${escapeText(capitalize(comparison.scenario))}</h1>`,
    verdict === undefined ? '' : `<p class="verdict">${escapeText(verdict).replaceAll(' %', '&nbsp;%')}</p>`,
    '</header>',
  ].join('\n');
}

export function renderSummary(comparison: Comparison): string {
  const heads = comparison.strategies.map(({ name }) => `<th scope="col" class="${name}">${name}</th>`);
  const rows = compareRows(comparison).map(({ label, isDetail, values }) => {
    const cells = values.map((value, index) => {
      const name = comparison.strategies[index]?.name ?? '';
      return `<td class="${name}">${escapeText(value)}</td>`;
    });
    return `<tr${isDetail ? ' class="detail"' : ''}><th scope="row">${label}</th>${cells.join('')}</tr>`;
  });
  return [
    '<section class="figures" aria-label="Figures"><div class="scroll"><table class="summary">',
    `<thead><tr><td></td>${heads.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody></table></div>`,
    renderMeanings(comparison),
    '</section>',
  ].join('\n');
}

function renderMeanings({ strategies, oracle }: Comparison): string {
  const meanings = strategies.map(({ name }) => [name, STRATEGY_MEANINGS[name]]);
  meanings.push(['oracle', `${formatCount(oracle.podSeconds)} pod-seconds, ${ORACLE_MEANING}`]);
  return `<dl>${meanings.map(([word, meaning]) => `<div><dt>${word}</dt><dd>${meaning}</dd></div>`).join('')}</dl>`;
}

export function renderNotes({ notes }: Comparison): string {
  if (notes.length === 0) return '';
  const items = notes.map((note) => `<li>${escapeText(note)}</li>`);
  return `<section class="notes"><h2>Pre-flight</h2><ul>${items.join('')}</ul></section>`;
}

/** The events by name, where the charts have no room for names. */
export function renderEvents({ strategies }: Comparison, axis: TimeAxis): string {
  if (axis.events.length < 2) return '';
  const heads = strategies.map(({ name }) => `<th scope="col">warm, ${name}</th>`);
  const rows = axis.events.map(({ at, name }, index) => {
    const cells = strategies.map(
      (strategy) => `<td>${phraseWarmth(strategy.warmBeforeEventSeconds[index])}</td>`,
    );
    return `<tr><th scope="row">${escapeText(name)}</th><td>${escapeText(axis.phrase(at))}</td>${cells.join('')}</tr>`;
  });
  return [
    `<section><details class="events"><summary>The ${axis.events.length} events</summary>`,
    '<div class="scroll"><table><thead><tr><th scope="col">event</th><th scope="col">time</th>',
    `${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div></details></section>`,
  ].join('\n');
}

function phraseWarmth(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return 'never';
  return seconds < 0 ? `${formatCount(-seconds)} s late` : `${formatCount(seconds)} s before`;
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
