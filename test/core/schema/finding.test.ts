import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { fieldOf } from '../../../src/core/schema/field-path.ts';
import { checkValue } from '../../../src/core/schema/finding.ts';

const findingsFor = (schema: z.ZodType, value: unknown) => {
  const read = checkValue(schema, value, ['prescale']);
  return read.ok ? [] : read.findings.map(({ path, message }) => `${fieldOf(path)}: ${message}`);
};

describe('checkValue', () => {
  test('gives the value as the schema reads it', () => {
    expect(checkValue(z.string().transform(Number), '4')).toEqual({ ok: true, value: 4 });
  });

  const plain = z.strictObject({
    count: z.int().min(1).max(9).optional(),
    share: z.number().gt(0).lt(1).optional(),
    on: z.boolean().optional(),
    names: z.array(z.string()).optional(),
    of: z.enum(['a', 'b']).optional(),
  });
  test.each([
    [{ count: 0 }, 'prescale.count: expected a number from 1, got 0'],
    [{ count: 10 }, 'prescale.count: expected a number up to 9, got 10'],
    [{ count: 1.5 }, 'prescale.count: expected a whole number, got 1.5'],
    [{ share: 0 }, 'prescale.share: expected a number above 0, got 0'],
    [{ share: 1 }, 'prescale.share: expected a number below 1, got 1'],
    [{ on: 'yes' }, 'prescale.on: expected true or false, got "yes"'],
    [{ names: [4] }, 'prescale.names[0]: expected a text, got 4'],
    [{ of: 'c' }, 'prescale.of: expected a or b, got "c"'],
    [4, 'prescale: expected a block of keys, got 4'],
  ])('finds words for %j where the schema has none', (value, want) => {
    expect(findingsFor(plain, value)).toEqual([want]);
  });

  test('names each unknown key', () => {
    expect(findingsFor(plain, { count: 1, b: 2, c: 3 })).toEqual([
      'prescale.b: unknown key',
      'prescale.c: unknown key',
    ]);
  });

  const either = z.union(
    [z.literal('none'), z.strictObject({ a: z.number('a number, please') })],
    'either, please',
  );
  test.each([
    ['inside the form that was meant', { a: 'x' }, 'prescale.a: a number, please'],
    ['an unknown key of the form that was meant', { a: 1, b: 2 }, 'prescale.b: unknown key'],
    ['of no form at all', 7, 'prescale: either, please'],
  ])('speaks of what is wrong %s', (_, value, want) => {
    expect(findingsFor(either, value)).toEqual([want]);
  });
});
