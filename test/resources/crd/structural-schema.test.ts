import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { block, instant, number, numberAbove, whole } from '../../../src/core/schema/fields.ts';
import { structuralSchema } from '../../../src/resources/crd/structural-schema.ts';

describe('a schema as the API server takes it', () => {
  test.each<[string, z.ZodType, object]>([
    [
      'a count says how long it is',
      whole(1, 9),
      { type: 'integer', format: 'int32', minimum: 1, maximum: 9 },
    ],
    ['a long count, too', whole(0, 1e10), { type: 'integer', format: 'int64', minimum: 0, maximum: 1e10 }],
    ['any integer is no bound', z.int(), { type: 'integer', format: 'int64' }],
    [
      'a bound that is not in itself',
      numberAbove(0, 1),
      { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1 },
    ],
    ['an instant', instant, { type: 'string', format: 'date-time' }],
    ['one word', z.literal('a'), { type: 'string', enum: ['a'] }],
    ['a default', number(0, 9).default(4), { type: 'number', minimum: 0, maximum: 9, default: 4 }],
    [
      'a number or a word',
      z.union([z.int(), z.literal('absent')]).meta({ 'x-kubernetes-int-or-string': true }),
      { 'x-kubernetes-int-or-string': true },
    ],
    [
      'a block does not say that it is closed',
      block({ a: whole(1, 2).describe('An a.') }),
      {
        type: 'object',
        required: ['a'],
        properties: { a: { description: 'An a.', type: 'integer', format: 'int32', minimum: 1, maximum: 2 } },
      },
    ],
    [
      'a map and a list go down',
      z.record(z.string(), z.array(z.int())),
      {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'integer', format: 'int64' } },
      },
    ],
  ])('%s', (_, schema, want) => {
    expect(structuralSchema(schema)).toStrictEqual(want);
  });
});
