import { expect, test } from 'vitest';
import { requireOne } from '../../../src/core/schema/exactly-one.ts';
import { block, number } from '../../../src/core/schema/fields.ts';
import { checkValue } from '../../../src/core/schema/finding.ts';

const schema = block({
  a: number(0, 9).optional(),
  b: number(0, 9).optional(),
  c: number(0, 9).optional(),
}).superRefine((given, context) => {
  requireOne(given, ['a', 'b'], context);
});

test.each([
  [{ a: 1 }, []],
  [{ b: 1, c: 1 }, []],
  [{}, ['expected exactly one of a, b, got none']],
  [{ c: 1 }, ['expected exactly one of a, b, got none']],
  [{ a: 1, b: 1 }, ['expected exactly one of a, b, got a and b']],
])('of %j', (value, want) => {
  const read = checkValue(schema, value);
  expect(read.ok ? [] : read.findings.map(({ message }) => message)).toEqual(want);
});
