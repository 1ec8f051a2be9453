/** Applied values put into live ones, and fields taken out: lists with keys item by item, other lists whole. */

import { isRecord } from '../../resources/json.ts';
import type { FieldsV1 } from '../../resources/kube-object.ts';
import { isItself, partsOf } from '../api/field-set.ts';
import { isSetField, isWholeField, keyOfItem, keysOfList } from '../api/list-keys.ts';

export function mergeApplied(live: unknown, wanted: unknown, name = ''): unknown {
  if (Array.isArray(wanted)) return mergeLists(Array.isArray(live) ? live : [], wanted, name);
  if (!isRecord(wanted) || !isRecord(live) || isWholeField(name)) return wanted;
  const merged = new Map(Object.entries(live));
  for (const [key, value] of Object.entries(wanted)) merged.set(key, mergeApplied(live[key], value, key));
  return Object.fromEntries(merged);
}

function mergeLists(live: readonly unknown[], wanted: readonly unknown[], name: string): readonly unknown[] {
  if (isSetField(name)) return [...new Set([...live, ...wanted])];
  const keys = keysOfList(name, [...live, ...wanted]);
  if (keys === undefined) return wanted;
  const merged = new Map(live.map((item) => [keyOfItem(item, keys), item]));
  for (const item of wanted) {
    const key = keyOfItem(item, keys);
    merged.set(key, mergeApplied(merged.get(key), item));
  }
  return [...merged.values()];
}

/** Takes `fields` out of a value; a map or a list that they emptied goes too. */
export function withoutFields<T>(value: T, fields: FieldsV1, name = ''): T {
  const parts = partsOf(value, name);
  if (parts === undefined) return value;
  const left = [...parts].flatMap(([step, part]) => {
    const gone = fields[step];
    if (gone === undefined) return [[step, part.value] as const];
    if (isItself(gone) || gone['.'] !== undefined) return [];
    const rest = withoutFields(part.value, gone, part.name);
    return isEmpty(rest) ? [] : [[step, rest] as const];
  });
  const values = left.map(([, part]) => part);
  const isList = Array.isArray(value);
  return (isList ? values : Object.fromEntries(left.map(([step, part]) => [step.slice(2), part]))) as T;
}

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
