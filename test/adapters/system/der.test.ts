import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bits, integer, objectId, octets, sequence, time } from '../../../src/adapters/system/der.ts';

const hex = (encoded: Buffer): string => encoded.toString('hex');

describe('integer', () => {
  const cases = {
    'is as it stands': { value: [0x12, 0x34], want: '02021234' },
    'is kept from reading as negative': { value: [0x80], want: '02020080' },
    'has no zero in front that it does not need': { value: [0x00, 0x12], want: '020112' },
    'keeps the zero in front that it needs': { value: [0x00, 0x80], want: '02020080' },
    'is one byte for zero': { value: [0x00, 0x00], want: '020100' },
    'is zero for nothing': { value: [], want: '020100' },
  };
  test.each(Object.entries(cases))('%s', (_, { value, want }) => {
    expect(hex(integer(Uint8Array.from(value)))).toBe(want);
  });

  test('is always the shortest form of its value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (value) => {
        const [, , ...content] = integer(value);
        const number = (bytes: Iterable<number>) =>
          [...bytes].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

        expect(number(content)).toBe(number(value));
        expect(content[0]).toBeLessThan(0x80);
        if (content.length > 1 && content[0] === 0) expect(content[1]).toBeGreaterThanOrEqual(0x80);
      }),
    );
  });
});

test('lengths from 128 on take more than a byte', () => {
  expect(hex(octets(Buffer.alloc(127))).slice(0, 4)).toBe('047f');
  expect(hex(octets(Buffer.alloc(200))).slice(0, 6)).toBe('0481c8');
  expect(hex(octets(Buffer.alloc(300))).slice(0, 8)).toBe('0482012c');
});

test('parts stand one after the other', () => {
  expect(hex(sequence(integer(Buffer.of(1)), bits(Buffer.of(0xff))))).toBe('3007020101030200ff');
});

test('an object id is two numbers in one byte, then digits of 128', () => {
  expect(hex(objectId('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302');
});

test('a time is in UTC, to the second', () => {
  expect(time(new Date('2026-11-25T20:01:02.999Z')).subarray(2).toString()).toBe('261125200102Z');
});
