/** How a refusal is worded: what was expected of a value and what was found instead. */

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
