/** A value put into the shape of a structural schema: defaults filled in, unknown fields taken out and told. */
import { isRecord } from '../../../resources/json.ts';
import type { Schema } from '../openapi/native-schemas.ts';

export interface Shaped {
  readonly value: unknown;
  /** Paths of the fields that the schema does not know. */
  readonly unknown: readonly string[];
}

export function shape(value: unknown, schema: Schema, path = ''): Shaped {
  if (Array.isArray(value)) return shapeList(value, schema, path);
  if (!isRecord(value) || schema.type !== 'object') return { value, unknown: [] };
  const { properties, additionalProperties: others } = schema;
  if (properties === undefined && !isRecord(others)) return { value, unknown: [] };
  const known = properties ?? {};
  const defaults = Object.entries(known).flatMap(([key, { default: given }]) =>
    given === undefined || Object.hasOwn(value, key) ? [] : [[key, given] as const],
  );
  const unknown: string[] = [];
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const own = Object.hasOwn(known, key) ? known[key] : isRecord(others) ? others : undefined;
    const at = path === '' ? key : `${path}.${key}`;
    if (own === undefined) {
      unknown.push(at);
      return [];
    }
    const shaped = shape(field, own, at);
    unknown.push(...shaped.unknown);
    return [[key, shaped.value] as const];
  });
  return { value: Object.fromEntries([...defaults, ...fields]), unknown };
}

function shapeList(items: readonly unknown[], { items: of }: Schema, path: string): Shaped {
  if (of === undefined) return { value: items, unknown: [] };
  const shaped = items.map((item, index) => shape(item, of, `${path}[${index}]`));
  return { value: shaped.map(({ value }) => value), unknown: shaped.flatMap(({ unknown }) => unknown) };
}
