import { describe, expect, test } from 'vitest';
import { Sha256 } from '../../../src/adapters/aws/sha256.ts';

const hexOf = async (hash: Sha256): Promise<string> => Buffer.from(await hash.digest()).toString('hex');
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

describe('SHA-256', () => {
  test.each([
    ['a text', 'abc'],
    ['bytes', new Uint8Array([0x61, 0x62, 0x63])],
    ['a part of bytes', new Uint8Array([0x20, 0x61, 0x62, 0x63, 0x20]).subarray(1, 4)],
    ['a buffer', new Uint8Array([0x61, 0x62, 0x63]).buffer],
  ])('of %s is the example of FIPS 180', async (_, data) => {
    const hash = new Sha256();
    hash.update(data);
    expect(await hexOf(hash)).toBe(ABC);
  });

  test('with a secret is the HMAC of RFC 4231', async () => {
    const hash = new Sha256('Jefe');
    hash.update('what do ya want ');
    hash.update('for nothing?');
    expect(await hexOf(hash)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });
});
