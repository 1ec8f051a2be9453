import { expect, test } from 'vitest';
import { minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { advanceReadiness, type Readiness } from '../../../src/core/prescale/readiness.ts';
import { at } from '../../support/a-surge.ts';
import { DEFAULTS } from '../../support/a-world.ts';

const NOW = at(18);
const cold: Readiness = { readySince: undefined, warmAt: undefined };
const since = (ago: number): Readiness => ({ readySince: plus(NOW, seconds(-ago)), warmAt: undefined });

test.each<[string, Readiness, number, Readiness]>([
  ['too few are not ready', cold, 39, cold],
  ['enough begin the dwell time', cold, 40, { readySince: NOW, warmAt: undefined }],
  ['more than enough do too', cold, 41, { readySince: NOW, warmAt: undefined }],
  ['a dwell time that is not over', since(9.999), 40, since(9.999)],
  ['a dwell time that is over', since(10), 40, { ...since(10), warmAt: NOW }],
  ['one pod lost begins it anew', since(9), 39, cold],
])('%s', (_name, before, ready, want) => {
  expect(advanceReadiness(before, ready, 40, DEFAULTS, NOW)).toEqual(want);
});

test('warm is a milestone: what happens later does not take it back', () => {
  const warm = { readySince: at(17), warmAt: at(17, 1) };
  expect(advanceReadiness(warm, 0, 40, DEFAULTS, plus(NOW, minutes(1)))).toBe(warm);
});
