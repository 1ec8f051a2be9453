import { expect, test } from 'vitest';
import { TokenCredentials, type TokenSource } from '../../../src/adapters/kubernetes/token-credentials.ts';
import { Unauthorized } from '../../../src/ports/faults.ts';

class Tokens implements TokenSource {
  now = 'one';
  next = 'two';
  readonly refused: string[] = [];

  token(): Promise<string> {
    return Promise.resolve(this.now);
  }

  renew(refused: string): Promise<string> {
    this.refused.push(refused);
    this.now = this.next;
    return Promise.resolve(this.now);
  }
}

function someCredentials(ca?: string) {
  const tokens = new Tokens();
  return { tokens, credentials: new TokenCredentials(tokens, ca) };
}

test('the token is shown as a bearer, and the authority is trusted', async () => {
  const { credentials } = someCredentials('PEM');
  expect(await credentials.access()).toEqual({
    headers: { authorization: 'Bearer one' },
    tls: { ca: 'PEM' },
  });
  expect(await someCredentials().credentials.access()).toMatchObject({ tls: {} });
});

test('access is the same object while the token is, and its connections outlive the token', async () => {
  const { tokens, credentials } = someCredentials('PEM');
  const first = await credentials.access();
  expect(await credentials.access()).toBe(first);
  tokens.now = 'two';
  const second = await credentials.access();
  expect(second.headers).toEqual({ authorization: 'Bearer two' });
  expect(second.tls).toBe(first.tls);
});

test('what was refused is renewed by the token that was shown', async () => {
  const { tokens, credentials } = someCredentials();
  const refused = await credentials.access();
  expect((await credentials.renew(refused)).headers).toEqual({ authorization: 'Bearer two' });
  expect(tokens.refused).toEqual(['one']);
});

test('what was refused stays the same when there is nothing newer', async () => {
  const { tokens, credentials } = someCredentials();
  tokens.next = 'one';
  const refused = await credentials.access();
  expect(await credentials.renew(refused)).toBe(refused);
});

test('what was refused a while ago has been renewed by another request', async () => {
  const { tokens, credentials } = someCredentials();
  const refused = await credentials.access();
  const renewed = await credentials.renew(refused);
  expect(await credentials.renew(refused)).toBe(renewed);
  expect(tokens.refused).toHaveLength(1);
});

test('no token is a fault', async () => {
  const { tokens, credentials } = someCredentials();
  tokens.token = () => Promise.reject(new Unauthorized('no role'));
  await expect(credentials.access()).rejects.toMatchObject({ name: 'Unauthorized' });
});
