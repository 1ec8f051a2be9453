/**
 * Whether an event matches a pattern of EventBridge, by its rules: every field of the pattern is in the event, and one of the
 * alternatives of the field holds for its value, or for one of them when it is a list. An operator that this does not know is
 * refused, so that no pattern is tested by rules that are not EventBridge's.
 */
import { isObject } from './template-values.ts';

export function matchesPattern(event: unknown, pattern: unknown): boolean {
  if (!isObject(pattern)) throw new Error(`expected a pattern, got ${JSON.stringify(pattern)}`);
  if (Array.isArray(event)) return event.some((one) => matchesPattern(one, pattern));
  const { $or: alternatives, ...fields } = pattern;
  if (alternatives !== undefined && !listOf(alternatives).some((one) => matchesPattern(event, one)))
    return false;
  return Object.entries(fields).every(([name, expected]) => {
    const value = isObject(event) ? event[name] : undefined;
    return Array.isArray(expected) ? matchesField(value, expected) : matchesPattern(value, expected);
  });
}

function matchesField(value: unknown, alternatives: readonly unknown[]): boolean {
  if (alternatives.length === 0) throw new Error('EventBridge refuses a field without alternatives');
  const values: readonly unknown[] = Array.isArray(value) && value.length > 0 ? value : [leafOf(value)];
  return alternatives.some((alternative) => values.some((one) => matchesAlternative(one, alternative)));
}

function matchesAlternative(value: unknown, alternative: unknown): boolean {
  if (!isObject(alternative)) return value === literal(alternative);
  const [[operator, operand], ...more] = entriesOf(alternative);
  if (more.length > 0) throw new Error(`expected one operator, got ${JSON.stringify(alternative)}`);
  const test = OPERATORS[operator];
  if (test === undefined) throw new Error(`the operator ${operator} is not known here`);
  return test(value, operand);
}

/** An empty list holds nothing that could be there. */
const leafOf = (value: unknown): unknown => (Array.isArray(value) ? undefined : value);

type Operator = (value: unknown, operand: unknown) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
  // A field that is a document of its own does not exist, for EventBridge: only leaves do.
  exists: (value, operand) => (value !== undefined && !isObject(value)) === flag(operand),
  prefix: (value, operand) => {
    if (isObject(operand)) return folded(value)?.startsWith(ignoringCase(operand)) ?? false;
    return typeof value === 'string' && value.startsWith(text(operand));
  },
  suffix: (value, operand) => {
    if (isObject(operand)) return folded(value)?.endsWith(ignoringCase(operand)) ?? false;
    return typeof value === 'string' && value.endsWith(text(operand));
  },
  'equals-ignore-case': (value, operand) => folded(value) === text(operand).toLowerCase(),
  wildcard: (value, operand) => typeof value === 'string' && wildcard(text(operand)).test(value),
  numeric: (value, operand) =>
    typeof value === 'number' && comparisons(operand).every((holds) => holds(value)),
  'anything-but': (value, operand) => {
    if (value === undefined) return false;
    const excluded = Array.isArray(operand) ? operand : [operand];
    return !excluded.some((one) => matchesAlternative(value, one));
  },
};

const entriesOf = (operators: Readonly<Record<string, unknown>>) => {
  const [first, ...more] = Object.entries(operators);
  if (first === undefined) throw new Error('expected an operator, got {}');
  return [first, ...more] as const;
};

const listOf = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value) || value.length === 0) throw new Error('expected alternatives');
  return value;
};

const literal = (value: unknown): unknown => {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value;
  throw new Error(`expected a value, got ${JSON.stringify(value)}`);
};

const text = (value: unknown): string => {
  if (typeof value === 'string') return value;
  throw new Error(`expected a text, got ${JSON.stringify(value)}`);
};

const flag = (value: unknown): boolean => {
  if (typeof value === 'boolean') return value;
  throw new Error(`expected true or false, got ${JSON.stringify(value)}`);
};

const folded = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.toLowerCase() : undefined;

const ignoringCase = (operand: Readonly<Record<string, unknown>>): string =>
  text(operand['equals-ignore-case']).toLowerCase();

const wildcard = (pattern: string): RegExp =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 's');

const escaped = (part: string): string => part.replaceAll(/[^\w\s]/g, '\\$&');

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** `['>', 0, '<=', 5]` */
function comparisons(operand: unknown): readonly ((value: number) => boolean)[] {
  const parts = listOf(operand);
  if (parts.length % 2 !== 0) throw new Error('expected pairs of a comparison and a number');
  return parts.flatMap((comparison, index) => {
    if (index % 2 !== 0) return [];
    const compare = COMPARISONS[text(comparison)];
    if (compare === undefined) throw new Error(`the comparison ${text(comparison)} is not known here`);
    return [(value: number) => compare(value, Number(parts[index + 1]))];
  });
}
