/** The report as one file: nothing is fetched, and all but the read-out under the pointer works without scripts. */
import type { Comparison } from '../../sim/comparison.ts';
import { escapeJson, escapeText } from './markup.ts';
import { MEASURES } from './measures.ts';
import { renderSection } from './panels.ts';
import { READ_OUT_SCRIPT } from './read-out.ts';
import { collectReadings } from './readings.ts';
import { HATCHING, STYLE } from './style.ts';
import { renderEvents, renderHead, renderNotes, renderSummary } from './summary.ts';
import { spanTime, type TimeAxis } from './time-axis.ts';

export function renderReport(comparison: Comparison): string {
  const axis = spanTime(comparison);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Forescale: ${escapeText(comparison.scenario)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    HATCHING,
    renderHead(comparison),
    '<main>',
    renderSummary(comparison),
    renderNotes(comparison),
    ...MEASURES.map((measure) => renderSection(measure, axis, comparison)),
    renderEvents(comparison, axis),
    '</main>',
    '<footer>Played on the embedded cluster. The same scenario and seed give the same report.</footer>',
    renderScript(comparison, axis),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderScript({ strategies }: Comparison, axis: TimeAxis): string {
  const data = {
    labels: Object.fromEntries(
      MEASURES.map(({ id, series }) => [id, series.map(({ column, label }) => [column, label])]),
    ),
    strategies: Object.fromEntries(strategies.map((result) => [result.name, collectReadings(axis, result)])),
  };
  return [
    `<script type="application/json" id="readings">${escapeJson(data)}</script>`,
    `<script>${READ_OUT_SCRIPT}</script>`,
  ].join('\n');
}
