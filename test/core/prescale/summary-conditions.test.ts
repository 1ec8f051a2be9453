import { expect, test } from 'vitest';
import { type Statement, stampConditions } from '../../../src/core/prescale/summary-conditions.ts';
import { aState } from '../../support/a-state.ts';
import { aSurge, at } from '../../support/a-surge.ts';

const warm = (status: 'True' | 'False', message = ''): Statement => ({
  type: 'Warm',
  status,
  reason: 'R',
  message,
});
const CAPPED: Statement = { type: 'Capped', status: 'True', reason: 'R', message: '' };

const EMPTY = aState(aSurge(), { generation: 7 });
const SAID = {
  ...EMPTY,
  summary: {
    observedGeneration: 6,
    phase: 'Warming' as const,
    conditions: stampConditions([warm('False')], EMPTY, at(18)),
  },
};

test('carries the generation it was derived from', () => {
  expect(stampConditions([warm('True')], EMPTY, at(18))).toMatchObject([{ observedGeneration: 7 }]);
});

test.each([
  ['stays while the status does', warm('False', 'in other words'), at(18)],
  ['moves with the status', warm('True'), at(18, 5)],
  ['begins with the condition', CAPPED, at(18, 5)],
])('the time of transition %s', (_name, statement, want) => {
  expect(stampConditions([statement], SAID, at(18, 5))).toMatchObject([{ lastTransitionTime: want }]);
});

test('sorts by type', () => {
  const types = stampConditions([warm('True'), CAPPED], EMPTY, at(18)).map(({ type }) => type);
  expect(types).toEqual(['Capped', 'Warm']);
});

test('cuts what the API server would refuse', () => {
  const [long] = stampConditions([warm('True', 'x'.repeat(40_000))], EMPTY, at(18));
  expect(long?.message).toHaveLength(32_768);
  expect(long?.message.endsWith('x ...')).toBe(true);
  const [fits] = stampConditions([warm('True', 'x'.repeat(32_768))], EMPTY, at(18));
  expect(fits?.message.endsWith('xx')).toBe(true);
});
