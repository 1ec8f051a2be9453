/** What a pod's spec must have: containers with names, requests that are quantities. */
import { parseQuantity } from '../../../core/model/quantity.ts';
import { isRecord } from '../../../resources/json.ts';
import type { RefusalCause } from '../../api/errors.ts';
import { itemsAt, valueAt } from '../field-values.ts';

export const required = (field: string): RefusalCause => ({
  reason: 'FieldValueRequired',
  message: 'Required value',
  field,
});

export const invalidValue = (field: string, value: unknown, why: string): RefusalCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  field,
});

export function findPodFaults(spec: unknown, path: string): readonly RefusalCause[] {
  const containers = itemsAt(spec, 'containers');
  if (containers.length === 0) return [required(`${path}.containers`)];
  return containers.flatMap((container, index) => {
    const field = `${path}.containers[${index}]`;
    const name = valueAt(container, 'name');
    return [
      ...(typeof name === 'string' && name !== '' ? [] : [required(`${field}.name`)]),
      ...findQuantityFaults(valueAt(container, 'resources.requests'), `${field}.resources.requests`),
      ...findQuantityFaults(valueAt(container, 'resources.limits'), `${field}.resources.limits`),
    ];
  });
}

function findQuantityFaults(list: unknown, field: string): readonly RefusalCause[] {
  if (list === undefined) return [];
  if (!isRecord(list)) return [invalidValue(field, list, 'must be a map of quantities')];
  return Object.entries(list).flatMap(([name, value]) => {
    const amount = parseQuantity(String(value));
    return amount !== undefined && amount >= 0
      ? []
      : [invalidValue(`${field}[${name}]`, value, 'must be a quantity greater than or equal to 0')];
  });
}
