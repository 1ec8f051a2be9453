/** Who manages which fields of an object, short enough for a table. */
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';

/** The fields of the spec, `.`-separated, and annotations, by manager; of the managers that tests name alone. */
export function claimsOf(object: unknown): Readonly<Record<string, readonly string[]>> {
  const entries = itemsAt(object, 'metadata.managedFields').filter(
    (entry) => textAt(entry, 'subresource') === '<none>',
  );
  return Object.fromEntries(
    entries.map((entry) => [
      `${textAt(entry, 'manager')} ${textAt(entry, 'operation')}`,
      leavesOf(valueAt(entry, 'fieldsV1')).toSorted(),
    ]),
  );
}

function leavesOf(fields: unknown, path = ''): readonly string[] {
  if (typeof fields !== 'object' || fields === null) return [];
  const inner = Object.entries(fields).filter(([key]) => key !== '.');
  if (inner.length === 0) return [path];
  return inner.flatMap(([key, value]) => {
    const step = key.replace(/^f:/, '');
    return leavesOf(value, path === '' ? step : `${path}.${step}`);
  });
}
