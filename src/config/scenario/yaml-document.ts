/** YAML text as a plain value, with the line that each of its fields stands on. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { type FieldPath, fieldOf } from '../../core/schema/field-path.ts';
import type { Failure, Problem } from './problem.ts';

/** The line of a field, or of the innermost block around it that is there. */
export type LineOf = (path: FieldPath) => number;

export type YamlReading = { readonly ok: true; readonly value: unknown; readonly lineOf: LineOf } | Failure;

/** Reads one YAML document; never throws, whatever the text. */
export const readYaml = (file: string, text: string): YamlReading =>
  guard(file, () => {
    const lines = new LineCounter();
    return readDocument(file, parseDocument(text, optionsOf(lines)), lines);
  });

/** Reads any number of documents with --- between; never throws, whatever the text. Empty ones are left out. */
export function readYamlStream(file: string, text: string): readonly YamlReading[] {
  const lines = new LineCounter();
  const documents = guard(file, () => parseAllDocuments(text, optionsOf(lines)));
  if ('ok' in documents) return [documents];
  return documents
    .map((document) => guard(file, () => readDocument(file, document, lines)))
    .filter((reading) => !reading.ok || (reading.value !== null && reading.value !== undefined));
}

const optionsOf = (lineCounter: LineCounter) =>
  ({ lineCounter, prettyErrors: false, logLevel: 'error' }) as const;

function readDocument(file: string, document: Document.Parsed, lines: LineCounter): YamlReading {
  const problems = [...document.errors, ...document.warnings].map((fault) =>
    problemOf(file, fault, document, lines),
  );
  if (problems.length > 0) return { ok: false, problems: firstPerLine(problems) };
  return { ok: true, value: document.toJS(), lineOf: (path) => lineOf(path, document, lines) };
}

function guard<T>(file: string, read: () => T): T | Failure {
  try {
    return read();
  } catch (error) {
    // The reader gives up on aliases that unfold without end and on nesting deeper than the stack.
    const detail = error instanceof RangeError ? 'nested too deeply' : (error as Error).message;
    return { ok: false, problems: [{ file, line: undefined, field: '', message: `not YAML: ${detail}` }] };
  }
}

function problemOf(file: string, fault: YAMLError, document: Document, lines: LineCounter): Problem {
  const [offset] = fault.pos;
  const { line } = lines.linePos(offset);
  if (fault.code === 'DUPLICATE_KEY')
    return { file, line, field: keyAt(offset, document), message: 'expected this key once, got it again' };
  if (fault.code === 'MULTIPLE_DOCS')
    return { file, line, field: '', message: 'expected one document, got another below ---' };
  return { file, line, field: '', message: `not YAML: ${fault.message}` };
}

/** What follows a fault on its own line is most often its echo. */
const firstPerLine = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index);

/** The path of the key that begins at `offset`. */
function keyAt(offset: number, document: Document): string {
  let field = '';
  visit(document, {
    Pair(_, pair, ancestors) {
      if (!isScalar(pair.key) || pair.key.range?.[0] !== offset) return undefined;
      field = fieldOf([
        ...ancestors.flatMap((node, index) => stepFrom(node, ancestors[index + 1])),
        nameOf(pair),
      ]);
      return visit.BREAK;
    },
  });
  return field;
}

function stepFrom(node: unknown, child: unknown): readonly PropertyKey[] {
  if (isSeq(node)) return [node.items.indexOf(child)];
  return isMap(node) ? node.items.filter((pair) => pair === child).map(nameOf) : [];
}

const nameOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);

function lineOf(path: FieldPath, document: Document, lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find((item) => nameOf(item) === String(step)) : undefined;
    const item = isSeq(node) ? node.items[Number(step)] : undefined;
    if (pair === undefined && item === undefined) break;
    offset = startOf(pair?.key ?? item) ?? offset;
    node = pair === undefined ? item : pair.value;
  }
  return Math.max(1, lines.linePos(offset).line);
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0];
