/** Surges as text: a table of many, or one in full. */
import { renderColumns } from '../columns.ts';
import { printable } from '../wording.ts';
import { wrap } from '../wrapping.ts';
import type { SurgeView } from './surge-view.ts';

const SURGE_HEADER = ['NAMESPACE', 'NAME', 'PHASE', 'START', 'END', 'DEMAND', 'TARGETS', 'BY'];

export function renderSurges(surges: readonly SurgeView[]): string {
  if (surges.length === 0) return 'no surges\n';
  const rows = surges.map((surge) =>
    [
      surge.namespace,
      surge.name,
      phaseOf(surge),
      shortInstant(surge.start),
      shortInstant(surge.end),
      surge.demand ?? '-',
      String(surge.targets.length),
      surge.override?.owner ?? '-',
    ].map(printable),
  );
  return `${renderColumns(SURGE_HEADER, rows).join('\n')}\n`;
}

const TARGET_HEADER = ['  TARGET', 'PHASE', 'RAISED', 'WARM'];

export function renderSurge(surge: SurgeView): string {
  const facts: readonly (readonly [string, string])[] = [
    ['surge', `${surge.namespace}/${surge.name}`],
    ['phase', phaseOf(surge)],
    ['from', shortInstant(surge.start)],
    ['to', shortInstant(surge.end)],
    ['demand', surge.demand ?? '-'],
    ...(surge.override === null
      ? []
      : [['override', `${surge.override.owner}: ${surge.override.reason}`] as const]),
  ];
  const targets = surge.targets.map(({ kind, name, phase, raisedAt, warmAt, late }) =>
    [
      `  ${kind}/${name}`,
      phase ?? '-',
      `${shortInstant(raisedAt)}${late ? ' (late)' : ''}`,
      shortInstant(warmAt),
    ].map(printable),
  );
  const notes = [
    ...surge.problems.map((problem) => `refused: ${problem}`),
    ...surge.conditions.map(({ type, status, message }) => `${type} ${status}: ${message}`),
    ...surge.targets.flatMap(({ kind, name, conditions, nodes }) => [
      ...conditions.map(({ type, message }) => `${kind}/${name} ${type}: ${message}`),
      ...(nodes === null ? [] : [`${kind}/${name} nodes ${nodes.phase}: ${nodes.message}`]),
      ...(nodes?.conditions ?? []).map(({ type, message }) => `${kind}/${name} nodes ${type}: ${message}`),
    ]),
  ];
  return [
    ...facts.map(([label, value]) => `${label.padEnd(10)}${printable(value)}`),
    ...(targets.length === 0 ? [] : ['', ...renderColumns(TARGET_HEADER, targets)]),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap((note) => wrap(printable(note), '  - '))]),
    '',
  ].join('\n');
}

const phaseOf = ({ phase, cancelled }: SurgeView): string =>
  cancelled ? `${phase ?? '-'} (cancelled)` : (phase ?? '-');

/** To the second: what a person compares with a clock. */
export const shortInstant = (text: string | null): string => text?.replace(/\.\d+Z$/, 'Z') ?? '-';
