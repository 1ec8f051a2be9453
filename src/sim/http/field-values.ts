/** Fields read from objects of which nothing is known but that they are JSON. */
import { isRecord } from '../../resources/json.ts';

export function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const step of path.split('.')) at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  return at;
}

/** What is not there is `<none>`, as kubectl writes it. */
export function textAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean'
    ? String(found)
    : '<none>';
}

export function numberAt(value: unknown, path: string): number {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : 0;
}

export function itemsAt(value: unknown, path: string): readonly unknown[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found : [];
}

/** A value inside of a sentence. */
export const wordingOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
