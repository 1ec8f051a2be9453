/**
 * Strategic merge patch, for the built-in kinds: lists whose items have a key merge item by item, all other lists are
 * replaced. Takes the directives that kubectl writes: `$patch`, `$deleteFromPrimitiveList`, `$setElementOrder`, `$retainKeys`.
 */

import { isRecord } from '../../resources/json.ts';
import { isSetField } from '../api/list-keys.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One key for each list: that of the patch, which is not always that of server-side apply. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  hostAliases: 'ip',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  ports: 'containerPort',
  taints: 'key',
  topologySpreadConstraints: 'topologyKey',
  volumeMounts: 'mountPath',
  volumes: 'name',
};

export function strategicMerge(target: unknown, patch: Fields): Fields {
  const { $patch: directive, $retainKeys: retained, ...rest } = patch;
  if (directive === 'replace') return rest;
  const before = isRecord(target) ? target : {};
  const merged = new Map<string, unknown>(Object.entries(before));
  if (Array.isArray(retained))
    for (const key of merged.keys()) if (!retained.includes(key)) merged.delete(key);
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined || key.startsWith('$setElementOrder/')) continue;
    const emptied = /^\$deleteFromPrimitiveList\/(.*)$/.exec(key)?.[1];
    if (emptied !== undefined) merged.set(emptied, without(merged.get(emptied), value));
    else if (value === null || isDeletion(value)) merged.delete(key);
    else merged.set(key, mergeField(key, merged.get(key), value));
  }
  return order(merged, patch);
}

const isDeletion = (value: unknown): boolean => isRecord(value) && value['$patch'] === 'delete';

function mergeField(field: string, before: unknown, value: unknown): unknown {
  if (isRecord(value)) return strategicMerge(before, value);
  if (!Array.isArray(value)) return value;
  if (isSetField(field)) return [...new Set([...asList(before), ...(value as unknown[])])];
  const key = Object.hasOwn(MERGE_KEYS, field) ? MERGE_KEYS[field] : undefined;
  return key === undefined ? value : mergeItems(asList(before), value, key);
}

function mergeItems(before: readonly unknown[], items: readonly unknown[], key: string): readonly unknown[] {
  if (items.some((item) => isRecord(item) && item['$patch'] === 'replace'))
    return items.filter((item) => !(isRecord(item) && item['$patch'] === 'replace'));
  const merged = new Map(before.map((item) => [keyIn(item, key), item]));
  for (const item of items) {
    const id = keyIn(item, key);
    if (isDeletion(item)) merged.delete(id);
    else merged.set(id, isRecord(item) ? strategicMerge(merged.get(id), item) : item);
  }
  return [...merged.values()];
}

/** Puts merged lists in the order that the patch asks for; items it does not name come last. */
function order(merged: ReadonlyMap<string, unknown>, patch: Fields): Fields {
  const ordered = new Map(merged);
  for (const [directive, wanted] of Object.entries(patch)) {
    const field = /^\$setElementOrder\/(.*)$/.exec(directive)?.[1];
    const list = field === undefined ? undefined : merged.get(field);
    if (field === undefined || !Array.isArray(list) || !Array.isArray(wanted)) continue;
    const key = MERGE_KEYS[field] ?? '';
    const places = new Map(wanted.map((item, index) => [keyIn(item, key), index]));
    const placeOf = (item: unknown): number => places.get(keyIn(item, key)) ?? places.size;
    ordered.set(
      field,
      list.toSorted((a, b) => placeOf(a) - placeOf(b)),
    );
  }
  return Object.fromEntries(ordered);
}

const keyIn = (item: unknown, key: string): unknown => (isRecord(item) ? item[key] : item);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const without = (list: unknown, gone: unknown): readonly unknown[] =>
  asList(list).filter((item) => !asList(gone).includes(item));
