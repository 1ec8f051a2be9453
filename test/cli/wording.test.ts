import { describe, expect, test } from 'vitest';
import {
  formatCount,
  formatRatio,
  formatShare,
  formatShort,
  formatWarmth,
  printable,
  roundWhole,
} from '../../src/cli/wording.ts';

describe('figures', () => {
  test.each([
    [0, '0'],
    [-0.4, '0'],
    [999.5, '1,000'],
    [3_061_234.4, '3,061,234'],
  ])('%d reads %s', (value, want) => {
    expect(formatCount(value)).toBe(want);
  });

  test('a rounded figure is never minus nothing', () => {
    expect(Object.is(roundWhole(-0.2), 0)).toBe(true);
  });

  test.each([
    [20_000, '20K'],
    [1_500_000, '1.5M'],
    [400, '400'],
  ])('%d reads %s on an axis', (value, want) => {
    expect(formatShort(value)).toBe(want);
  });

  test.each([
    { name: 'none', part: 0, of: 100, want: '0 %' },
    { name: 'less than half a request', part: 0.4, of: 100, want: '0 %' },
    { name: 'one in a million is not none', part: 1, of: 1_000_000, want: '<0.1 %' },
    { name: 'a part', part: 440, of: 1_000, want: '44.0 %' },
    { name: 'all', part: 10, of: 10, want: '100.0 %' },
    { name: 'of nothing', part: 5, of: 0, want: '0 %' },
  ])('a share: $name', ({ part, of, want }) => {
    expect(formatShare(part, of)).toBe(want);
  });

  test('a ratio to nothing is no number', () => {
    expect([formatRatio(5, 2), formatRatio(5, 0)]).toEqual(['2.50 x', '-']);
  });
});

describe('warmth', () => {
  test.each([
    { name: 'no event', warm: [], want: '-' },
    { name: 'one, in time', warm: [130.4], want: '130 s' },
    { name: 'one, on the second', warm: [0], want: '0 s' },
    { name: 'one, long before', warm: [228_600], want: '63.5 h' },
    { name: 'one, late', warm: [-12], want: '12 s late' },
    { name: 'one, never', warm: [null], want: 'never' },
    { name: 'many, never', warm: [null, null], want: 'never' },
    { name: 'many, some late', warm: [200, null, -5, 40], want: '2 of 4, least 40 s' },
    { name: 'many, all late', warm: [-5, -7], want: '0 of 2' },
  ])('$name: $want', ({ warm, want }) => {
    expect(formatWarmth(warm)).toBe(want);
  });
});

test('text from outside cannot steer a terminal', () => {
  expect(printable('shop\u001b[2J\r\nlost')).toBe('shop [2J lost');
});
