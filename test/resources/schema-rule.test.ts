import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { block, number } from '../../src/core/schema/fields.ts';
import { checkValue } from '../../src/core/schema/finding.ts';
import { eitherOf, withRules } from '../../src/resources/schema-rule.ts';

const schema = withRules(block({ a: number(0, 9).optional(), b: number(0, 9).optional() }), [
  ...eitherOf('a', 'b'),
  {
    cel: '!has(self.b) || self.b > 1.0',
    holds: ({ b }) => b === undefined || b > 1,
    message: 'b!',
    field: 'b',
  },
]);
const findingsOf = (value: unknown) => {
  const read = checkValue(schema, value, ['spec']);
  return read.ok ? [] : read.findings.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a rule across fields', () => {
  test.each<[unknown, readonly string[]]>([
    [{ a: 1 }, []],
    [{ b: 2 }, []],
    [{}, ['spec: expected either a or b, got neither']],
    [{ a: 1, b: 2 }, ['spec: expected either a or b, got both']],
    [{ b: 1 }, ['spec.b: b!']],
    [{ a: 1, b: 'x' }, ['spec.b: expected a number from 0, got "x"']],
  ])('%j', (value, want) => {
    expect(findingsOf(value)).toEqual(want);
  });

  test('is told to the API server in the same words', () => {
    expect(z.toJSONSchema(schema, { io: 'input' })['x-kubernetes-validations']).toEqual([
      { rule: 'has(self.a) || has(self.b)', message: 'expected either a or b, got neither' },
      { rule: '!has(self.a) || !has(self.b)', message: 'expected either a or b, got both' },
      { rule: '!has(self.b) || self.b > 1.0', message: 'b!', fieldPath: '.b' },
    ]);
  });
});
