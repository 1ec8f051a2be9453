/**
 * Equality as it would be on the wire: a field that is undefined is not there, and the order of fields says nothing.
 * Ends at the first difference and makes no text, as most writes change something.
 */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && areSameItems(a, b);
  return isObject(a) && isObject(b) && !Array.isArray(b) && areSameFields(a, b);
}

const areSameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => isSameValue(item, b[index]));

const areSameFields = (a: JsonFields, b: JsonFields): boolean =>
  Object.keys(a).every((key) => isSameValue(a[key], fieldOf(b, key))) &&
  Object.keys(b).every((key) => b[key] === undefined || fieldOf(a, key) !== undefined);

/** A label may be named as what every object inherits. */
const fieldOf = (fields: JsonFields, key: string): unknown =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

type JsonFields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonFields => typeof value === 'object' && value !== null;
