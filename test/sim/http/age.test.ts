import { expect, test } from 'vitest';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { ageOf } from '../../../src/sim/http/age.ts';
import { anInstant } from '../../support/an-instant.ts';

const SINCE = '2026-11-22T12:00:00Z';
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

test.each([
  [0, '0s'],
  [119, '119s'],
  [2 * MINUTE, '2m'],
  [9 * MINUTE + 5, '9m5s'],
  [10 * MINUTE, '10m'],
  [179 * MINUTE, '179m'],
  [3 * HOUR + 20 * MINUTE, '3h20m'],
  [8 * HOUR, '8h'],
  [47 * HOUR, '47h'],
  [3 * DAY + 5 * HOUR, '3d5h'],
  [8 * DAY, '8d'],
  [729 * DAY, '729d'],
  [800 * DAY, '2y70d'],
  [-1, '0s'],
  [-5, '<invalid>'],
])('%d seconds ago is %s', (length, text) => {
  expect(ageOf(SINCE, plus(anInstant(SINCE), seconds(length)))).toBe(text);
});

test.each([undefined, 'yesterday', 5])('since %j nobody knows', (since) => {
  expect(ageOf(since, anInstant(SINCE))).toBe('<unknown>');
});
