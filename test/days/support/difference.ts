/** What changed between two states of an object, one `path: before -> after` each, in order of the keys. */

export function differencesOf(before: unknown, after: unknown, path = ''): readonly string[] {
  if (before === after) return [];
  if (isPlain(before) && isPlain(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return keys.flatMap((key) =>
      differencesOf(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  }
  const [was, is] = [show(before), show(after)];
  return was === is ? [] : [`${path}: ${was} -> ${is}`];
}

/** With keys in one order, so that equal means equal. */
export const show = (value: unknown): string =>
  value === undefined ? 'none' : JSON.stringify(value, inOrder);

const inOrder = (_key: string, value: unknown): unknown =>
  isPlain(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
