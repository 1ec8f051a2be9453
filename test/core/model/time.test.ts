import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant, formatInstant, formatWhole, parseInstant } from '../../../src/core/model/time.ts';

describe('parseInstant', () => {
  test.each([
    ['2026-11-22T18:00:00Z', Date.UTC(2026, 10, 22, 18)],
    ['2026-11-22T18:00:00.250+01:00', Date.UTC(2026, 10, 22, 17, 0, 0, 250)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ])('reads %s', (text, want) => {
    expect(parseInstant(text)).toBe(want);
  });

  test.each([
    '2026-11-22',
    '2026-11-22T18:00:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22T18:00:00+99:00',
    '9999-12-31T23:59:59-12:00',
    '0000-01-01T00:00:00+12:00',
    'tomorrow',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('reads what formatInstant wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(parseInstant(formatInstant(asInstant(at)))).toBe(at);
      }),
    );
  });
});

test.each([
  ['2026-11-22T18:00:00.000Z', '2026-11-22T18:00:00Z'],
  ['2026-11-22T18:00:00.250Z', '2026-11-22T18:00:00.250Z'],
])('%s is written short as %s', (text, short) => {
  expect(formatWhole(asInstant(Date.parse(text)))).toBe(short);
});
