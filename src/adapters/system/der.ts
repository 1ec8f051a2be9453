/** The little of ASN.1's DER that a certificate is written in. */

const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

export const sequence = (...parts: readonly Uint8Array[]): Buffer => wrap(TAG.sequence, ...parts);
export const setOf = (...parts: readonly Uint8Array[]): Buffer => wrap(TAG.set, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Buffer => wrap(TAG.octetString, ...parts);
export const bits = (value: Uint8Array): Buffer => wrap(TAG.bitString, Buffer.of(0), value);
export const text = (value: string): Buffer => wrap(TAG.utf8, Buffer.from(value));
export const TRUE = Buffer.of(0x01, 0x01, 0xff);

/** `[number]`, around whole values or in the place of one. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]): Buffer =>
  wrap(0xa0 + number, ...parts);
export const implicit = (number: number, value: Uint8Array): Buffer => wrap(0x80 + number, value);

/** Not negative, in the shortest form, as readers ask: one zero in front of a byte that would say negative, else none. */
export function integer(value: Uint8Array): Buffer {
  const first = value.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.of(0) : value.subarray(first);
  return wrap(TAG.integer, ...((digits[0] ?? 0) < 0x80 ? [] : [Buffer.of(0)]), digits);
}

/** YYMMDDhhmmssZ: years to 2049. */
export const time = (at: Date): Buffer =>
  wrap(TAG.time, Buffer.from(`${at.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`));

export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return wrap(TAG.objectId, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const digits = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    digits.unshift((left % 128) + 128);
  return digits;
}

function wrap(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const digits = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 + digits.length, ...digits]);
}
