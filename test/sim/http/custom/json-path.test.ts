import { expect, test } from 'vitest';
import { readJsonPath } from '../../../../src/sim/http/custom/json-path.ts';

const OBJECT = {
  spec: { start: 'noon' },
  status: {
    conditions: [
      { type: 'A', message: 'a' },
      { type: 'Ready', message: 'b' },
    ],
  },
};

test.each([
  ['.spec.start', 'noon'],
  ['.status.conditions[?(@.type=="Ready")].message', 'b'],
  ['.status.conditions[?(@.type=="None")].message', undefined],
  ['.spec.end', undefined],
  ['.spec.toString', undefined],
])('%s', (path, value) => {
  expect(readJsonPath(OBJECT, path)).toBe(value);
});
