/** The record goes through the tag and back, and fits into it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asInstant } from '../../src/core/model/time.ts';
import { formatGroupTag, groupTagOf, readGroupTag } from '../../src/resources/node-group-tag.ts';
import { at } from '../support/a-surge.ts';

const size = fc.nat({ max: 100_000 });
const records = fc.record({
  cluster: fc.stringMatching(/^[a-zA-Z0-9][-_a-zA-Z0-9]{0,99}$/),
  owner: size,
  wrote: size,
  was: fc.array(size, { maxLength: 8 }),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }).map(asInstant),
});

test('a record reads as it was written, in 256 characters that AWS takes', () => {
  fc.assert(
    fc.property(records, (record) => {
      const text = formatGroupTag(record);
      expect(readGroupTag(text)).toEqual({ kind: 'record', record });
      expect(text).toMatch(/^[\w .:/=+@-]{1,256}$/);
    }),
  );
});

test('reads as a person reads it', () => {
  const record = { cluster: 'blue', owner: 2, wrote: 8, was: [5, 6], at: at(17, 50) };
  expect(formatGroupTag(record)).toBe('cluster=blue owner=2 wrote=8 was=5:6 at=2026-11-22T17:50:00.000Z');
});

describe('any other text', () => {
  test.each([
    '',
    'x',
    'cluster=a owner=2 wrote=3',
    'cluster=a owner=-1 wrote=3 at=2026-11-22T17:50:00Z',
    'cluster=a owner=2 wrote=3 at=soon',
  ])('%j is torn, and known by itself', (text) => {
    const reading = readGroupTag(text);
    expect(reading).toEqual({ kind: 'torn', text });
    expect(groupTagOf(reading)).toBe(text);
  });

  test('none is none', () => {
    expect(groupTagOf(readGroupTag(undefined))).toBeUndefined();
  });
});
