import { describe, expect, test } from 'vitest';
import { type AccessSource, CachedCredentials } from '../../../src/adapters/kubernetes/cached-credentials.ts';
import type { Access } from '../../../src/adapters/kubernetes/credentials.ts';
import { plus, seconds } from '../../../src/core/model/time.ts';
import { Unauthorized } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-22T12:00:00Z');

/** Has a token and a certificate that the test changes; remembers the token until told to forget. */
class Source implements AccessSource {
  token = 'one';
  ca = 'authority';
  error: Error | undefined;
  reads = 0;
  #kept: string | undefined;

  read(): Promise<Access> {
    this.reads += 1;
    if (this.error !== undefined) return Promise.reject(this.error);
    this.#kept ??= this.token;
    return Promise.resolve({ headers: { authorization: this.#kept }, tls: { ca: this.ca } });
  }

  forget(): Promise<void> {
    this.#kept = undefined;
    return Promise.resolve();
  }
}

function someCredentials() {
  const clock = new VirtualClock(START);
  const source = new Source();
  const pass = (count: number) => clock.advanceTo(plus(clock.now(), seconds(count)));
  return { source, credentials: new CachedCredentials(source, clock), pass };
}

const tokenOf = ({ headers }: Access): string | undefined => headers['authorization'];

describe('access', () => {
  test('is read once for all who ask together, and for ten seconds', async () => {
    const { source, credentials, pass } = someCredentials();
    const [first, second] = await Promise.all([credentials.access(), credentials.access()]);
    await pass(9);
    expect([second, await credentials.access()]).toEqual([first, first]);
    expect(source.reads).toBe(1);
    await pass(1);
    expect(await credentials.access()).toBe(first);
    expect(source.reads).toBe(2);
  });

  test('that changed is another; its TLS only when that changed', async () => {
    const { source, credentials, pass } = someCredentials();
    const first = await credentials.access();
    source.token = 'two';
    await source.forget();
    await pass(10);
    const second = await credentials.access();
    expect([tokenOf(second), second.tls === first.tls]).toEqual(['two', true]);
    source.ca = 'other';
    await pass(10);
    expect((await credentials.access()).tls).toEqual({ ca: 'other' });
  });

  test('that cannot be had is Unauthorized, and tried again', async () => {
    const { source, credentials } = someCredentials();
    source.error = new Error('no such file');
    const asking = credentials.access();
    await expect(asking).rejects.toThrow(Unauthorized);
    await expect(asking).rejects.toThrow('no credentials: no such file');
    source.error = undefined;
    expect(tokenOf(await credentials.access())).toBe('one');
  });

  test('that cannot be read again stays, and is not asked for with every request', async () => {
    const { source, credentials, pass } = someCredentials();
    const first = await credentials.access();
    source.error = new Error('being replaced');
    await pass(10);
    expect(await credentials.access()).toBe(first);
    expect(await credentials.access()).toBe(first);
    expect(source.reads).toBe(2);
  });
});

describe('a refused access', () => {
  test('is forgotten and read anew', async () => {
    const { source, credentials } = someCredentials();
    const first = await credentials.access();
    source.token = 'two';
    expect(tokenOf(await credentials.renew(first))).toBe('two');
  });

  test('is read anew once for all who were refused', async () => {
    const { source, credentials } = someCredentials();
    const first = await credentials.access();
    source.token = 'two';
    const renewed = await Promise.all([credentials.renew(first), credentials.renew(first)]);
    expect(renewed.map(tokenOf)).toEqual(['two', 'two']);
    expect(tokenOf(await credentials.renew(first))).toBe('two');
    expect(source.reads).toBe(2);
  });

  test('stays itself when there is nothing newer, and is not asked for again for five seconds', async () => {
    const { source, credentials, pass } = someCredentials();
    const first = await credentials.access();
    expect(await credentials.renew(first)).toBe(first);
    expect(await credentials.renew(first)).toBe(first);
    expect(source.reads).toBe(2);
    await pass(5);
    source.token = 'two';
    expect(tokenOf(await credentials.renew(first))).toBe('two');
  });

  test('with nothing to take its place is a fault that says why', async () => {
    const { source, credentials } = someCredentials();
    const first = await credentials.access();
    source.error = new Error('the plugin failed');
    await expect(credentials.renew(first)).rejects.toThrow('no credentials: the plugin failed');
  });
});
