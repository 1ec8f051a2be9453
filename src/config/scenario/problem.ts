/** What is wrong with a user's file: where it is, what was expected there and what was found instead. */

export interface Problem {
  readonly file: string;
  /** From 1; undefined when no line is to blame. */
  readonly line: number | undefined;
  /** A path such as `load.pushes[0].decaySeconds`, or a column; empty when it is the file as a whole. */
  readonly field: string;
  readonly message: string;
}

export interface Failure {
  readonly ok: false;
  readonly problems: readonly Problem[];
}

/** For example `scenario.yaml:12: workload.replicas: expected a whole number from 1, got -3`. */
export function formatProblem({ file, line, field, message }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return field === '' ? `${place}: ${message}` : `${place}: ${field}: ${message}`;
}

export const expected = (what: string, got: unknown): string => `expected ${what}, got ${describeValue(got)}`;

const LONGEST = 60;

/** A value as its author would recognise it. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return describeList(value);
  if (typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty block' : shorten(`a block with ${keys.join(', ')}`);
}

const describeList = (items: readonly unknown[]): string =>
  items.length <= 3 && items.every((item) => typeof item === 'number' || typeof item === 'string')
    ? `[${items.map(describeValue).join(', ')}]`
    : `a list of ${items.length}`;

const shorten = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
