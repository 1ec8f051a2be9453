import { expect, test } from 'vitest';
import { hashText } from '../../../src/core/model/text-hash.ts';

test.each([
  ['', '0204724009dc5'],
  ['push', '0ca95bb76e25f'],
])('of %j it is the same in every version', (text, want) => {
  expect(hashText(text)).toBe(want);
});

test('has 13 digits, also for what begins with a zero', () => {
  const all = Array.from({ length: 2_000 }, (_, count) => hashText(`push-${count}`));
  expect(all.every((hash) => /^[0-9a-f]{13}$/.test(hash))).toBe(true);
  expect(all.some((hash) => hash.startsWith('0'))).toBe(true);
});

test('texts that differ in a letter, or in the order of letters, do not meet', () => {
  const all = Array.from({ length: 20_000 }, (_, count) =>
    hashText(`2026-11-26T18:00:00Z/degraded/${count}`),
  );
  expect(new Set(all).size).toBe(all.length);
  expect(hashText('ab')).not.toBe(hashText('ba'));
});
