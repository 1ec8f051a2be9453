import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import * as fields from '../../../src/core/schema/fields.ts';
import { checkValue } from '../../../src/core/schema/finding.ts';
import { anInstant } from '../../support/an-instant.ts';

const INSTANT = 'an RFC 3339 instant such as 2026-01-01T18:00:00Z';
const LABEL = 'a name of a-z, 0-9 and - such as news-app, at most 63 long';
const QUANTITY = 'a quantity above 0 such as 500m, 2 or 512Mi';
const RANGE = 'two lengths in seconds, the shorter first, such as [20, 40]';

const read = (schema: z.ZodType, value: unknown): unknown => {
  const checked = checkValue(schema, value);
  return checked.ok ? checked.value : checked.findings.map(({ message }) => message).join('; ');
};

const REFUSED: Readonly<Record<string, readonly [z.ZodType, unknown, string]>> = {
  'a fraction': [fields.whole(1, 9), 1.5, 'expected a whole number from 1, got 1.5'],
  'too little': [fields.whole(1, 9), 0, 'expected a whole number from 1, got 0'],
  'too much': [fields.whole(1, 9), 10, 'expected a whole number up to 9, got 10'],
  'not a number': [fields.number(0, 9), Number.NaN, 'expected a number from 0, got NaN'],
  'the bound itself': [fields.numberAbove(0, 9), 0, 'expected a number above 0, got 0'],
  'an empty text': [fields.text('a title'), '', 'expected a title, got ""'],
  'a name with capitals': [fields.label, 'News', `expected ${LABEL}, got "News"`],
  'a word for a flag': [fields.flag, 'yes', 'expected true or false, got "yes"'],
  'none of the choices': [fields.choice(['a', 'b']), 'c', 'expected a or b, got "c"'],
  'no list': [fields.list(fields.flag, 'a list of flags'), true, 'expected a list of flags, got true'],
  'no block': [fields.block({ a: fields.flag }), 4, 'expected a block of keys, got 4'],
  'an unknown key': [fields.block({ a: fields.flag }), { a: true, b: 1 }, 'unknown key, expected one of a'],
  'no quantity': [fields.quantity, '4cores', `expected ${QUANTITY}, got "4cores"`],
  'a length of nothing': [fields.lengthAbove(0), 0, 'expected a number above 0, got 0'],
  'a range upside down': [fields.range, [2, 1], `expected ${RANGE}, got [2, 1]`],
  'an instant without a zone': [
    fields.instant,
    '2026-02-03T00:00:00',
    `expected ${INSTANT}, got "2026-02-03T00:00:00"`,
  ],
};

describe('is refused in words', () => {
  test.each(Object.entries(REFUSED))('%s', (_, [schema, value, want]) => {
    expect(read(schema, value)).toBe(want);
  });
});

const READ: Readonly<Record<string, readonly [z.ZodType, unknown, unknown]>> = {
  'a length in seconds': [fields.length(0), 1.5, 1_500],
  'a range of lengths': [fields.range, [1, 2], { min: 1_000, max: 2_000 }],
  'a bare number as a quantity': [fields.quantity, 8, '8'],
  'an instant': [fields.instant, '2026-11-22T19:00:00+01:00', anInstant('2026-11-22T18:00:00Z')],
};

test.each(Object.entries(READ))('%s is read', (_, [schema, value, want]) => {
  expect(read(schema, value)).toEqual(want);
});
