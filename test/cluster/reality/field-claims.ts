/** Who manages which fields of an object, short enough for a table. */
import { itemsAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';

/** `forescale Update: spec.minReplicas; owner Update: ...`, without those of subresources. */
export function wordClaims(object: unknown): string {
  const entries = itemsAt(object, 'metadata.managedFields').filter(
    (entry) => textAt(entry, 'subresource') === '<none>',
  );
  return entries
    .map((entry) => {
      const fields = leavesOf(valueAt(entry, 'fieldsV1')).toSorted().join(', ');
      return `${textAt(entry, 'manager')} ${textAt(entry, 'operation')}: ${fields}`;
    })
    .toSorted()
    .join('; ');
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
