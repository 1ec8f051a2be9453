/** CSV text as rows of cells, with their lines, under a header. */
import { CsvError, parse } from 'csv-parse/sync';
import { parseInstant } from '../../core/model/time.ts';
import { expected } from '../../core/schema/wording.ts';
import type { Failure } from '../scenario/problem.ts';

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  /** At least one; each has as many cells as the header. */
  readonly rows: readonly CsvRow[];
}

export type CsvReading = { readonly ok: true; readonly table: CsvTable } | Failure;

/** What a table has to be, for its reader and for the messages. */
export interface CsvShape {
  readonly columns: number;
  /** The rows in words. */
  readonly rows: string;
}

export function readCsv(file: string, text: string, shape: CsvShape): CsvReading {
  const fail = (line: number, message: string): Failure => ({
    ok: false,
    problems: [{ file, line, field: '', message }],
  });
  const split = splitRows(text);
  if (split instanceof CsvError) return fail(Number(split['lines']), `not CSV: ${reasonOf(split)}`);
  const [head, ...rows] = split;
  if (head === undefined) return fail(1, `expected a header and ${shape.rows}, got an empty file`);
  const header = head.cells;
  const [first, ...others] = header;
  if (first !== undefined && parseInstant(first) !== undefined)
    return fail(head.line, expected('a header in the first row', header.join(',')));
  if (others.length + 1 < shape.columns)
    return fail(head.line, expected(`a header of at least ${shape.columns} columns`, header.join(',')));
  if (rows.length === 0) return fail(head.line, `expected ${shape.rows} below the header, got none`);
  const torn = rows.find(({ cells }) => cells.length !== header.length);
  if (torn !== undefined) {
    const cells = header.length === 1 ? 'one cell' : `${header.length} cells`;
    return fail(torn.line, expected(`${cells} as in the header`, torn.cells.join(',')));
  }
  return { ok: true, table: { header, rows } };
}

const QUOTED = {
  bom: true,
  trim: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};

function splitRows(text: string): readonly CsvRow[] | CsvError {
  if (!text.includes('"')) return splitPlainRows(text);
  const rows: CsvRow[] = [];
  try {
    parse(text, {
      ...QUOTED,
      on_record: (cells: readonly string[], { lines }) => {
        rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

/** A text without a quote needs no parser of quotes, which takes a second for three weeks of minutes. */
function splitPlainRows(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '') continue;
    rows.push({ line: index + 1, cells: line.split(',').map((cell) => cell.trim()) });
  }
  return rows;
}

/** For example `quote not closed`: what comes after the colon repeats the line and speaks of the parser's options. */
const reasonOf = ({ message }: CsvError): string => (message.split(':')[0] ?? message).toLowerCase();
