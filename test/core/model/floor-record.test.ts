import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FloorRecord, formatRecord, parseRecord } from '../../../src/core/model/floor-record.ts';
import { asInstant } from '../../../src/core/model/time.ts';
import { aRecord, someBounds } from '../../support/a-target.ts';

const TEXT =
  '{"version":1,"baseline":{"min":10,"max":50,"scaleDownSeconds":"absent"},' +
  '"wrote":{"min":40,"max":50,"scaleDownSeconds":"absent"},"at":"2026-11-22T17:56:00.000Z"}';

const count = fc.option(fc.nat(5_000), { nil: undefined });
const bounds = fc.record({
  min: count,
  max: count,
  scaleDownSeconds: fc.oneof(count, fc.constant('absent' as const)),
});
const record: fc.Arbitrary<FloorRecord> = fc.record({
  baseline: bounds,
  wokenFrom: fc.constantFrom(undefined, 0 as const),
  wrote: bounds,
  reasserts: fc.nat(100),
  at: fc.integer({ min: 0, max: 4e12 }).map(asInstant),
});

test('a record is one line with a fixed order of keys', () => {
  expect(formatRecord(aRecord())).toBe(TEXT);
  expect(formatRecord(aRecord({ wokenFrom: 0, wrote: someBounds({ min: undefined }) }))).toContain(
    '"wokenFrom":0,"wrote":{"min":null,',
  );
  expect(formatRecord(aRecord({ reasserts: 2 }))).toContain('},"reasserts":2,"at":');
});

test('what was written is read', () => {
  fc.assert(
    fc.property(record, (written) => {
      expect(parseRecord(formatRecord(written))).toEqual(written);
    }),
  );
});

describe('parseRecord refuses', () => {
  test.each([
    ['nothing', ''],
    ['a torn line', TEXT.slice(0, 60)],
    ['no object', '17'],
    ['another version', TEXT.replace('"version":1', '"version":2')],
    ['an unknown key', TEXT.replace('"version":1', '"version":1,"also":1')],
    ['a missing key', TEXT.replace('"max":50,', '')],
    ['a negative count', TEXT.replace('"min":10', '"min":-1')],
    ['half a replica', TEXT.replace('"min":10', '"min":1.5')],
    ['another word', TEXT.replace('"absent"', '"gone"')],
    ['half a round', TEXT.replace('"at"', '"reasserts":0.5,"at"')],
    ['no instant', TEXT.replace('2026-11-22T17:56:00.000Z', 'yesterday')],
    ['an instant that does not exist', TEXT.replace('2026-11-22', '2026-02-30')],
    ['a workload woken from more than zero', TEXT.replace('"wrote"', '"wokenFrom":3,"wrote"')],
  ])('%s', (_name, text) => {
    expect(parseRecord(TEXT)).toBeDefined();
    expect(parseRecord(text)).toBeUndefined();
  });
});
