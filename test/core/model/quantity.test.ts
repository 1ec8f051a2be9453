import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuantity } from '../../../src/core/model/quantity.ts';

test.each([
  ['2', 2],
  ['0', 0],
  ['500m', 0.5],
  ['3920m', 3.92],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['5.', 5],
  ['+3', 3],
  ['-3', -3],
  ['250u', 0.00025],
  ['100n', 1e-7],
  ['1k', 1_000],
  ['2M', 2e6],
  ['1E', 1e18],
  ['256Mi', 268_435_456],
  ['1.5Gi', 1_610_612_736],
  ['1Ki', 1_024],
  ['1e3', 1_000],
  ['1E3', 1_000],
  ['12e-3', 0.012],
])('%s is %d', (text, want) => {
  expect(parseQuantity(text)).toBeCloseTo(want, 12);
});

test.each(['', ' 1', '1 ', 'm', '1K', '1mi', '1.2.3', '1e', '1e3m', '0x10', '1,5', 'NaN', '--1'])(
  '%j is no quantity',
  (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  },
);

test('milli-units are thousandths', () => {
  fc.assert(
    fc.property(fc.nat(1e9), (milli) => {
      expect(parseQuantity(`${milli}m`)).toBeCloseTo(milli / 1_000, 6);
    }),
  );
});
