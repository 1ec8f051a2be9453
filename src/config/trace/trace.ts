/** A recorded load: the requests of each minute, from a CSV of instants and counts. */
import {
  formatInstant,
  formatWhole,
  type Instant,
  minutes,
  parseInstant,
  plus,
} from '../../core/model/time.ts';
import { INSTANT } from '../../core/schema/fields.ts';
import { expected } from '../../core/schema/wording.ts';
import type { Failure, Problem } from '../scenario/problem.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';

export interface Trace {
  readonly file: string;
  /** Of the first minute. */
  readonly start: Instant;
  /** One count per minute, without a gap. */
  readonly requests: Float64Array;
}

export type TraceResult = { readonly ok: true; readonly trace: Trace } | Failure;

/** A broken export would fill the screen. */
const MOST_PROBLEMS = 10;

const MINUTE = minutes(1);

/**
 * Reads a header and rows of an RFC 3339 instant and the requests in the minute that begins there; further columns
 * are left alone. Every minute has to be there, once and in order: a gap may be an outage of the load or of its
 * counting, and only the trace's owner knows which.
 */
export function parseTrace(file: string, text: string): TraceResult {
  const reading = readCsv(file, text, { columns: 2, rows: 'rows of an instant and its requests' });
  if (!reading.ok) return reading;
  const { header, rows } = reading.table;
  const problems: Problem[] = [];
  const requests = new Float64Array(rows.length);
  let start: Instant | undefined;
  let before: Instant | undefined;
  for (const [index, row] of rows.entries()) {
    const report = (column: number, message: string): void => {
      problems.push({ file, line: row.line, field: header[column] ?? '', message });
    };
    const at = readMinute(row, before, report);
    start ??= at;
    before = at;
    requests[index] = readCount(row, report);
    if (problems.length >= MOST_PROBLEMS) break;
  }
  if (problems.length > 0 || start === undefined) return { ok: false, problems };
  return { ok: true, trace: { file, start, requests } };
}

type ReportColumn = (column: number, message: string) => void;

/** The instant of the row, or where it should have been when it is none, so that the next row is judged fairly. */
function readMinute(
  { cells: [text = ''] }: CsvRow,
  before: Instant | undefined,
  report: ReportColumn,
): Instant | undefined {
  const due = before === undefined ? undefined : plus(before, MINUTE);
  // Most rows are written as expected, and comparing is three times as fast as parsing.
  // As most exporters write it.
  const at = due !== undefined && text === formatWhole(due) ? due : parseInstant(text);
  if (at === undefined) report(0, expected(INSTANT, text));
  else if (before !== undefined && at <= before)
    report(0, expected(`an instant after ${formatInstant(before)} of the row before`, text));
  else if (due !== undefined && at !== due)
    report(0, expected(`${formatInstant(due)}, a minute after the row before`, text));
  return at ?? due;
}

const COUNT = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const MOST_REQUESTS = 1e12;

function readCount({ cells: [, text = ''] }: CsvRow, report: ReportColumn): number {
  const count = COUNT.test(text) ? Number(text) : Number.NaN;
  if (count <= MOST_REQUESTS) return count;
  report(1, expected(`a number from 0${Number.isNaN(count) ? '' : ` to ${MOST_REQUESTS}`}`, text));
  return 0;
}
