/**
 * Sets of fields in the form of the wire (`fieldsV1`): `f:` a field, `k:` the item of a list with that key, `v:` that
 * value, `.` the thing itself beside what is in it. A set with nothing in it stands for the field it hangs on.
 */

import type { FieldsV1 } from '../../resources/kube-object.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { isSetField, isWholeField, keyOfItem, keysOfList } from './list-keys.ts';

const ITSELF: FieldsV1 = {};

/** All fields of a value that hangs on the field `name`; undefined has none. */
export function fieldsOf(value: unknown, name = ''): FieldsV1 {
  return changedFields(value, undefined, name) ?? ITSELF;
}

/** Fields that are new or different in `now`; undefined: none. What is gone is not told. */
export function changedFields(now: unknown, before: unknown, name = ''): FieldsV1 | undefined {
  if (now === before || now === undefined) return undefined;
  const parts = partsOf(now, name);
  if (parts === undefined || parts.size === 0) return isSameValue(now, before) ? undefined : ITSELF;
  const previous = partsOf(before, name);
  const changed = [...parts].flatMap(([step, part]) => {
    const inner = changedFields(part.value, previous?.get(step)?.value, part.name);
    if (inner === undefined) return [];
    const isNewItem = step.startsWith('k:') && !(previous?.has(step) ?? false);
    return [[step, isNewItem ? { '.': ITSELF, ...inner } : inner] as const];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

/** Of `fields`, those that `value` no longer has; undefined: it has them all. */
export function missingFields(fields: FieldsV1, value: unknown, name = ''): FieldsV1 | undefined {
  if (value === undefined) return fields;
  const parts = partsOf(value, name);
  const missing = Object.entries(fields).flatMap(([step, inner]) => {
    if (step === '.') return [];
    const part = parts?.get(step);
    const gone = part === undefined ? inner : missingFields(inner, part.value, part.name);
    return gone === undefined ? [] : [[step, gone] as const];
  });
  return missing.length === 0 ? undefined : Object.fromEntries(missing);
}

interface Part {
  readonly value: unknown;
  /** The name of the field that decides how a list in it merges. */
  readonly name: string;
}

/** What a value is made of, by step; undefined: it is one value. */
export function partsOf(value: unknown, name: string): ReadonlyMap<string, Part> | undefined {
  if (Array.isArray(value)) return partsOfList(value, name);
  if (typeof value !== 'object' || value === null || isWholeField(name)) return undefined;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return new Map(fields.map(([key, field]) => [`f:${key}`, { value: field as unknown, name: key }]));
}

function partsOfList(items: readonly unknown[], name: string): ReadonlyMap<string, Part> | undefined {
  if (isSetField(name))
    return new Map(items.map((item) => [`v:${JSON.stringify(item)}`, { value: item, name: '' }]));
  const keys = keysOfList(name, items);
  if (keys === undefined) return undefined;
  return new Map(items.map((item) => [`k:${keyOfItem(item, keys)}`, { value: item, name: '' }]));
}

export const isItself = (set: FieldsV1): boolean => Object.keys(set).length === 0;

export function unionOf(a: FieldsV1, b: FieldsV1): FieldsV1 {
  if (isItself(a)) return isItself(b) ? a : { '.': ITSELF, ...b };
  if (isItself(b)) return { '.': ITSELF, ...a };
  const both = Object.entries(b).map(([step, inner]) => {
    const other = a[step];
    return [step, other === undefined ? inner : unionOf(other, inner)] as const;
  });
  return { ...a, ...Object.fromEntries(both) };
}

/** Fields of `a` that are not in `b`; undefined: none. */
export function differenceOf(a: FieldsV1, b: FieldsV1): FieldsV1 | undefined {
  return sift(a, b, false);
}

/** Fields of both; undefined: none. */
export function intersectionOf(a: FieldsV1, b: FieldsV1): FieldsV1 | undefined {
  return sift(a, b, true);
}

function sift(a: FieldsV1, b: FieldsV1, shared: boolean): FieldsV1 | undefined {
  if (isItself(a)) return holdsItself(b) === shared ? a : undefined;
  const kept = Object.entries(a).flatMap(([step, inner]) => {
    const other = step === '.' ? (holdsItself(b) ? ITSELF : undefined) : b[step];
    const left = other === undefined ? (shared ? undefined : inner) : sift(inner, other, shared);
    return left === undefined ? [] : [[step, left] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

const holdsItself = (set: FieldsV1): boolean => isItself(set) || set['.'] !== undefined;

/** The fields as paths for people: `.spec.minReplicas`, `.spec.containers[name="app"].image`. */
export function pathsOf(set: FieldsV1, path = ''): readonly string[] {
  if (isItself(set)) return [path];
  return Object.entries(set).flatMap(([step, inner]) =>
    step === '.' ? [path] : pathsOf(inner, path + wordingOf(step)),
  );
}

function wordingOf(step: string): string {
  const rest = step.slice(2);
  if (step.startsWith('f:')) return `.${rest}`;
  if (step.startsWith('v:')) return `[=${rest}]`;
  const keys = Object.entries(JSON.parse(rest) as Readonly<Record<string, unknown>>);
  return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
}
