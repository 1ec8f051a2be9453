import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMilli, parseMilli, toMilli } from '../../../../src/sim/kubernetes/hpa/milli.ts';

test.each([
  [0, '0'],
  [1, '1m'],
  [500, '500m'],
  [1_000, '1'],
  [1_500, '1500m'],
  [166_670, '166670m'],
  [100_000, '100'],
  [1_000_000, '1k'],
  [12_000_000_000, '12M'],
])('%i thousandths are written %s', (milli, text) => {
  expect(formatMilli(milli)).toBe(text);
  expect(parseMilli(text)).toBe(milli);
});

test.each([
  [0.5, 500],
  [0.55, 550],
  [0.0001, 1],
  [166.6666, 166_667],
])('%d is %i thousandths', (amount, want) => {
  expect(toMilli(amount)).toBe(want);
});

test('text that is no quantity has no value', () => {
  expect(parseMilli('lots')).toBeUndefined();
});

test('what is written can be read', () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (milli) => {
      expect(parseMilli(formatMilli(milli))).toBe(milli);
    }),
  );
});
