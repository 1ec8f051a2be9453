import { describe, expect, test } from 'vitest';
import { block, whole } from '../../../src/core/schema/fields.ts';
import { publishedSchema } from '../../../src/core/schema/published.ts';
import { demandSchema } from '../../../src/resources/surge/demand-schema.ts';

describe('a published schema', () => {
  test('is of what its author writes: what has a default may be left out', () => {
    const schema = block({ count: whole(1, 9).default(3).describe('How many.') });
    expect(publishedSchema(schema, 'A count')).toEqual({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'A count',
      type: 'object',
      properties: {
        count: { type: 'integer', minimum: 1, maximum: 9, default: 3, description: 'How many.' },
      },
      additionalProperties: false,
    });
  });

  test('says nothing that only an API server understands, however deep', () => {
    const text = JSON.stringify(publishedSchema(block({ demand: demandSchema }), 'Demands'));
    expect(text).toContain('"audience"');
    expect(text).not.toContain('x-kubernetes');
  });
});
