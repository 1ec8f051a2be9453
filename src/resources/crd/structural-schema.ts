/** From the schema of the code to the structural schema that the API server takes: OpenAPI 3.0, in the dialect of CRDs. */
import * as z from 'zod';
import type { JsonObject } from '../json.ts';

export const structuralSchema = (schema: z.ZodType): JsonObject =>
  adapt(z.toJSONSchema(schema, { io: 'input' }));

type JsonSchema = z.core.JSONSchema._JSONSchema;

/** What the API server does not know, or knows by another name. All else it knows as it is, `x-kubernetes-` keys too. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '$schema',
  // Unknown fields are refused or pruned by the server's own rules; between `properties` the key may not stand at all.
  'additionalProperties',
  'propertyNames',
  'properties',
  'items',
  'exclusiveMinimum',
  'maximum',
  'minimum',
  'const',
  // Only of int-or-string, which says it all.
  'anyOf',
]);

function adapt(schema: JsonSchema): JsonObject {
  if (typeof schema === 'boolean')
    throw new RangeError(`a structural schema: expected an object, got ${schema}`);
  const { additionalProperties: values, properties, items } = schema;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([key]) => !LEFT_OUT.has(key))),
    ...boundsOf(schema),
    ...(schema.type === 'integer' ? { format: isShort(schema) ? 'int32' : 'int64' } : {}),
    ...(schema.const === undefined ? {} : { enum: [schema.const] }),
    ...(properties === undefined ? {} : { properties: adaptAll(properties) }),
    ...(typeof values === 'object' ? { additionalProperties: adapt(values) } : {}),
    ...(items === undefined ? {} : { items: adapt(items as JsonSchema) }),
  };
}

const adaptAll = (schemas: Readonly<Record<string, JsonSchema>>): JsonObject =>
  Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, adapt(schema)]));

/** OpenAPI 3.0 says of a bound whether it is in itself; a bound that any integer keeps is none. */
function boundsOf({ minimum, exclusiveMinimum, maximum }: z.core.JSONSchema.JSONSchema): JsonObject {
  return {
    ...(isBound(minimum) ? { minimum } : {}),
    ...(isBound(exclusiveMinimum) ? { minimum: exclusiveMinimum, exclusiveMinimum: true } : {}),
    ...(isBound(maximum) ? { maximum } : {}),
  };
}

const isBound = (bound: unknown): bound is number =>
  typeof bound === 'number' && Math.abs(bound) < Number.MAX_SAFE_INTEGER;

const isShort = ({ maximum }: { readonly maximum?: number | undefined }): boolean =>
  maximum !== undefined && maximum < 2 ** 31;
