/** How long a token is shown, and when it is signed anew. */
import { describe, expect, test } from 'vitest';
import type { AwsCredentials, CredentialSource } from '../../../src/adapters/aws/aws-credentials.ts';
import { EksToken } from '../../../src/adapters/aws/eks-token.ts';
import { type Millis, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import { Unauthorized } from '../../../src/ports/faults.ts';
import { anInstant } from '../../support/an-instant.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const START = anInstant('2026-11-26T18:00:00Z');

class Source implements CredentialSource {
  forgotten = 0;
  error: Error | undefined;
  credentials: AwsCredentials = { accessKeyId: 'ONE', secretAccessKey: 'secret', sessionToken: 'session' };

  current(): Promise<AwsCredentials> {
    return this.error === undefined ? Promise.resolve(this.credentials) : Promise.reject(this.error);
  }

  forget(): void {
    this.forgotten += 1;
  }

  rotate(accessKeyId: string, over: Partial<AwsCredentials> = {}): void {
    this.credentials = { ...this.credentials, accessKeyId, ...over };
  }
}

function aToken() {
  const clock = new VirtualClock(START);
  const source = new Source();
  const eks = new EksToken({ clusterName: 'news', region: 'eu-west-1', credentials: source, clock });
  const pass = (length: Millis) => clock.advanceTo(plus(clock.now(), length));
  return { clock, source, eks, pass };
}

const signerOf = (token: string): string | undefined =>
  new URL(Buffer.from(token.slice('k8s-aws-v1.'.length), 'base64url').toString()).searchParams
    .get('X-Amz-Credential')
    ?.split('/')[0];

describe('a token', () => {
  test('is shown for fourteen minutes', async () => {
    const { eks, pass } = aToken();
    const first = await eks.token();
    await pass(seconds(14 * 60 - 1));
    expect(await eks.token()).toBe(first);
    await pass(seconds(1));
    expect(await eks.token()).not.toBe(first);
  });

  test('is never shown when what signed it is about to expire', async () => {
    const { source, eks, pass } = aToken();
    source.rotate('ONE', { expiration: new Date(plus(START, minutes(5))) });
    const first = await eks.token();
    await pass(seconds(4 * 60 - 1));
    expect(await eks.token()).toBe(first);
    await pass(seconds(1));
    expect(await eks.token()).not.toBe(first);
  });

  test.each([
    ['key', { accessKeyId: 'TWO' }],
    ['secret', { secretAccessKey: 'another' }],
    ['session', { sessionToken: 'another' }],
  ])('is signed anew when the %s has rotated', async (_, change) => {
    const { source, eks } = aToken();
    const first = await eks.token();
    source.rotate('ONE', change);
    const second = await eks.token();
    expect(second).not.toBe(first);
    expect(await eks.token()).toBe(second);
  });

  test('is not to be had without credentials', async () => {
    const { source, eks } = aToken();
    source.error = new Unauthorized('no role');
    await expect(eks.token()).rejects.toBe(source.error);
  });
});

describe('a token that the server does not know', () => {
  test('is signed anew by credentials that are asked for anew', async () => {
    const { source, eks, pass } = aToken();
    const refused = await eks.token();
    await pass(seconds(10));
    source.rotate('TWO');
    const renewed = await eks.renew(refused);
    expect([source.forgotten, signerOf(renewed)]).toEqual([1, 'TWO']);
    expect(await eks.token()).toBe(renewed);
  });

  test('is renewed once for all who were refused with it', async () => {
    const { source, eks, pass } = aToken();
    const refused = await eks.token();
    await pass(seconds(10));
    const renewed = await Promise.all([eks.renew(refused), eks.renew(refused)]);
    const late = await eks.renew(refused);
    expect(new Set([...renewed, late]).size).toBe(1);
    expect([source.forgotten, late === refused]).toEqual([1, false]);
  });

  test('stays what it is for half a minute when the next is refused too', async () => {
    const { source, eks, pass } = aToken();
    await pass(seconds(1));
    const first = await eks.renew(await eks.token());
    await pass(seconds(29));
    expect(await eks.renew(first)).toBe(first);
    await pass(seconds(1));
    expect(await eks.renew(first)).not.toBe(first);
    expect(source.forgotten).toBe(2);
  });

  test('leaves the fault of its source, and is renewed later', async () => {
    const { source, eks, pass } = aToken();
    const refused = await eks.token();
    source.error = new Unauthorized('no role');
    await expect(eks.renew(refused)).rejects.toBe(source.error);
    source.error = undefined;
    await pass(seconds(5));
    expect(await eks.token()).not.toBe(refused);
  });
});
