/** Values of a template against the types of the specification. What a function computes has any type. */
import { type Properties, type PropertyType, propertiesOf } from './specification.ts';

export const isFunction = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && Object.keys(value).length === 1 && /^(Ref|Fn::\w+)$/.test(Object.keys(value)[0] ?? '');

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function problemsOfProperties(values: unknown, properties: Properties): readonly string[] {
  if (!isObject(values)) return [`: expected properties, got ${JSON.stringify(values)}`];
  const missing = Object.entries(properties).filter(
    ([name, { required }]) => required === true && values[name] === undefined,
  );
  return [
    ...missing.map(([name]) => `.${name}: is required`),
    ...Object.entries(values).flatMap(([name, value]) => {
      const property = properties[name];
      if (property === undefined) return [`.${name}: there is no such property`];
      const types = [property.type, ...(property.previousTypes ?? [])];
      return at(`.${name}`, fewest(types.map((type) => problemsOfValue(value, type))));
    }),
  ];
}

function problemsOfValue(value: unknown, type: PropertyType): readonly string[] {
  if (isFunction(value)) return [];
  if (type.type === 'ref') return problemsOfProperties(value, propertiesOf(type));
  if (type.type === 'union') return fewest(type.types.map((one) => problemsOfValue(value, one)));
  const kind = KINDS[type.type];
  if (kind === undefined) return [`: values of type ${type.type} cannot be checked`];
  if (!kind.holds(value)) return [`: expected ${kind.name}, got ${JSON.stringify(value)}`];
  if (type.type !== 'array' && type.type !== 'map') return [];
  return Object.entries(value as object).flatMap(([key, item]) =>
    at(type.type === 'array' ? `[${key}]` : `.${key}`, problemsOfValue(item, type.element)),
  );
}

interface Kind {
  readonly name: string;
  readonly holds: (value: unknown) => boolean;
}

const KINDS: Readonly<Record<string, Kind>> = {
  array: { name: 'a list', holds: Array.isArray },
  map: { name: 'a map', holds: isObject },
  string: { name: 'a string', holds: (value) => typeof value === 'string' },
  boolean: { name: 'true or false', holds: (value) => typeof value === 'boolean' },
  integer: { name: 'a whole number', holds: Number.isInteger },
  number: { name: 'a number', holds: (value) => typeof value === 'number' },
  json: { name: 'a document', holds: (value) => isObject(value) || Array.isArray(value) },
};

const at = (place: string, problems: readonly string[]): readonly string[] =>
  problems.map((problem) => `${place}${problem}`);

const fewest = (alternatives: readonly (readonly string[])[]): readonly string[] =>
  alternatives.toSorted((one, other) => one.length - other.length)[0] ?? [];
