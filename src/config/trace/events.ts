/** A calendar of events, such as kick-offs, from a CSV of instants and labels. */
import { formatInstant, type Instant, parseInstant } from '../../core/model/time.ts';
import { INSTANT } from '../../core/schema/fields.ts';
import { expected } from '../../core/schema/wording.ts';
import type { Failure, Problem } from '../scenario/problem.ts';
import { readCsv } from './csv-rows.ts';

export interface CalendarEvent {
  readonly at: Instant;
  /** The labels in a row; the instant where there are none. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Calendar {
  readonly file: string;
  /** In order; two may begin at the same instant. */
  readonly events: readonly CalendarEvent[];
}

export type CalendarResult = { readonly ok: true; readonly calendar: Calendar } | Failure;

/** Reads a header and rows of an RFC 3339 instant and any number of labels. */
export function parseEvents(file: string, text: string): CalendarResult {
  const reading = readCsv(file, text, { columns: 1, rows: 'rows of an instant and its labels' });
  if (!reading.ok) return reading;
  const { header, rows } = reading.table;
  const problems: Problem[] = [];
  const events: CalendarEvent[] = [];
  for (const { line, cells } of rows) {
    const [cell = '', ...labels] = cells;
    const at = parseInstant(cell);
    const before = events.at(-1)?.at;
    if (at !== undefined && (before === undefined || at >= before)) {
      events.push({ at, ...describeEvent(at, header.slice(1), labels) });
      continue;
    }
    const what = at === undefined || before === undefined ? INSTANT : notBefore(before);
    problems.push({ file, line, field: header[0] ?? '', message: expected(what, cell) });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, calendar: { file, events } };
}

const notBefore = (before: Instant): string =>
  `an instant not before ${formatInstant(before)} of the row before`;

function describeEvent(
  at: Instant,
  columns: readonly string[],
  cells: readonly string[],
): Pick<CalendarEvent, 'name' | 'labels'> {
  const words = cells.filter((cell) => cell !== '');
  return {
    name: words.length === 0 ? formatInstant(at) : words.join(' '),
    labels: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
  };
}
