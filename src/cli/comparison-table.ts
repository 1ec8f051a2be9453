/** The comparison as text: strategies side by side, the verdict, the notes. Fits 100 columns. */
import type { Comparison, StrategyResult } from '../sim/comparison.ts';
import { phraseVerdict } from './verdict.ts';
import {
  formatCount,
  formatRatio,
  formatShare,
  formatWarmth,
  ORACLE_MEANING,
  printable,
  STRATEGY_MEANINGS,
} from './wording.ts';
import { wrap } from './wrapping.ts';

const NARROWEST_CELL = 14;

export interface ComparisonRow {
  readonly label: string;
  /** Qualifies the row above. */
  readonly isDetail: boolean;
  /** One per strategy. */
  readonly values: readonly string[];
}

/** What is compared, in the order in which it is read. */
export function compareRows({ strategies, oracle, events }: Comparison): readonly ComparisonRow[] {
  const row = (label: string, value: (of: StrategyResult) => string, isDetail = false): ComparisonRow => ({
    label,
    isDetail,
    values: strategies.map(value),
  });
  return [
    row('Offered requests', (of) => formatCount(of.offeredRequests)),
    row('Unserved requests', (of) => formatCount(of.unservedRequests)),
    row('of the offered', (of) => formatShare(of.unservedRequests, of.offeredRequests), true),
    row('Seconds with loss', (of) => formatCount(of.unservedSeconds)),
    row('Pod-seconds', (of) => formatCount(of.podSeconds)),
    row('against the oracle', (of) => formatRatio(of.podSeconds, oracle.podSeconds), true),
    row('Node-seconds', (of) => formatCount(of.nodeSeconds)),
    row('Most ready replicas', (of) => formatCount(of.maxReadyReplicas)),
    row(`Warm before event${events.length > 1 ? 's' : ''}`, (of) => formatWarmth(of.warmBeforeEventSeconds)),
    row('Handed back', (of) => (of.restored ? 'yes' : 'NO')),
    row('Writes', (of) => formatCount(of.writes)),
  ];
}

export function renderTable(comparison: Comparison): string {
  const verdict = phraseVerdict(comparison);
  return [
    `${printable(comparison.scenario)} (seed ${comparison.seed})`,
    '',
    ...renderRows(comparison),
    '',
    ...renderMeanings(comparison),
    ...(verdict === undefined ? [] : ['', ...wrap(verdict, '')]),
    ...(comparison.notes.length === 0 ? [] : ['', 'Pre-flight:']),
    ...comparison.notes.flatMap((note) => wrap(printable(note), '  - ')),
    '',
  ].join('\n');
}

function renderRows(comparison: Comparison): readonly string[] {
  const rows = compareRows(comparison).map((row) => ({
    ...row,
    label: `${row.isDetail ? '  ' : ''}${row.label}`,
  }));
  const names = comparison.strategies.map(({ name }) => name);
  const labelWidth = Math.max(...rows.map(({ label }) => label.length));
  const widest = Math.max(...rows.flatMap(({ values }) => values.map(({ length }) => length)), 0);
  const cell = Math.max(widest + 2, NARROWEST_CELL);
  const line = (label: string, values: readonly string[]) =>
    `  ${label.padEnd(labelWidth)}${values.map((value) => value.padStart(cell)).join('')}`;
  return [line('', names), ...rows.map(({ label, values }) => line(label, values))];
}

function renderMeanings({ strategies, oracle }: Comparison): readonly string[] {
  return [
    ...strategies.map(({ name }) => `  ${name.padEnd(10)} ${STRATEGY_MEANINGS[name]}`),
    ...wrap(`${formatCount(oracle.podSeconds)} pod-seconds, ${ORACLE_MEANING}`, `  ${'oracle'.padEnd(10)} `),
  ];
}
