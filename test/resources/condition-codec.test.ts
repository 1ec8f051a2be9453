import { expect, test } from 'vitest';
import { stampConditions } from '../../src/core/prescale/summary-conditions.ts';
import {
  storedConditions,
  storedInstant,
  writeConditions,
  writeWholeSeconds,
} from '../../src/resources/condition-codec.ts';
import { at } from '../support/a-surge.ts';

const WARM = { type: 'Warm', status: 'True', reason: 'AllWarm', message: '2 of 2 targets warm' } as const;
const CONDITIONS = stampConditions([WARM], { generation: 1, summary: undefined }, at(18));

test('what was written is read, to the second', () => {
  expect(storedConditions.parse(writeConditions(CONDITIONS))).toEqual(CONDITIONS);
  expect(writeWholeSeconds((at(18) + 999) as (typeof CONDITIONS)[0]['lastTransitionTime'])).toBe(
    '2026-11-22T18:00:00Z',
  );
});

test('a time that is none is refused', () => {
  expect(storedInstant.safeParse('yesterday').success).toBe(false);
  expect(storedInstant.parse('2026-11-22T18:00:00Z')).toBe(at(18));
});
