/** The token, taken apart and signed once more by the description of Signature Version 4. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AwsCredentials } from '../../../src/adapters/aws/aws-credentials.ts';
import { signIdentity } from '../../../src/adapters/aws/signed-identity.ts';
import { anInstant } from '../../support/an-instant.ts';

const AT = anInstant('2026-11-26T18:00:05Z');
const NAME = { clusterName: 'news-prod', region: 'ap-northeast-2' };
const USER: AwsCredentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a/secret+of=user' };
const SESSION: AwsCredentials = { ...USER, sessionToken: "IQoJ+b3/JpZ==.!'()*~ x" };

const urlIn = (token: string): URL =>
  new URL(Buffer.from(token.replace(/^k8s-aws-v1\./, ''), 'base64url').toString('utf8'));

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function expectedSignature(rawQuery: string, secret: string): string {
  const query = rawQuery
    .split('&')
    .filter((pair) => !pair.startsWith('X-Amz-Signature='))
    .toSorted()
    .join('&');
  const host = 'sts.ap-northeast-2.amazonaws.com';
  const headers = `host:${host}\nx-k8s-aws-id:news-prod\n`;
  const canonical = ['GET', '/', query, headers, 'host;x-k8s-aws-id', sha256('')].join('\n');
  const scope = '20261126/ap-northeast-2/sts/aws4_request';
  const text = ['AWS4-HMAC-SHA256', '20261126T180005Z', scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((under, part) => hmac(under, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

describe('a token', () => {
  test('is a request for the identity of its signer, for this cluster and this region', async () => {
    const url = urlIn(await signIdentity(NAME, USER, AT));
    expect(url.origin + url.pathname).toBe('https://sts.ap-northeast-2.amazonaws.com/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      Action: 'GetCallerIdentity',
      Version: '2011-06-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIDEXAMPLE/20261126/ap-northeast-2/sts/aws4_request',
      'X-Amz-Date': '20261126T180005Z',
      'X-Amz-Expires': '60',
      'X-Amz-SignedHeaders': 'host;x-k8s-aws-id',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  test.each([
    ['a user', USER],
    ['a session', SESSION],
  ])('of %s is signed as the description of the signature has it', async (_, credentials) => {
    const url = urlIn(await signIdentity(NAME, credentials, AT));
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe(credentials.sessionToken ?? null);
    const expected = expectedSignature(url.search.slice(1), USER.secretAccessKey);
    expect(url.searchParams.get('X-Amz-Signature')).toBe(expected);
  });

  test('has the prefix that EKS looks for, and base64 that needs no escaping and no padding', async () => {
    expect(await signIdentity(NAME, SESSION, AT)).toMatch(/^k8s-aws-v1\.[A-Za-z0-9_-]+$/);
  });

  test('is the same for the same second, and another for another cluster, region, signer or second', async () => {
    const other = { ...USER, secretAccessKey: 'another' };
    const tokens = await Promise.all([
      signIdentity(NAME, USER, AT),
      signIdentity(NAME, USER, AT),
      signIdentity({ ...NAME, clusterName: 'news' }, USER, AT),
      signIdentity({ ...NAME, region: 'eu-west-1' }, USER, AT),
      signIdentity(NAME, other, AT),
      signIdentity(NAME, USER, anInstant('2026-11-26T18:00:06Z')),
    ]);
    expect(tokens[0]).toBe(tokens[1]);
    expect(new Set(tokens).size).toBe(5);
  });
});

test.each([
  ['us-east-1', 'sts.us-east-1.amazonaws.com'],
  ['us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
  ['cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
  ['us-iso-east-1', 'sts.us-iso-east-1.c2s.ic.gov'],
  ['us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
  ['us-isof-south-1', 'sts.us-isof-south-1.csp.hci.ic.gov'],
  ['eu-isoe-west-1', 'sts.eu-isoe-west-1.cloud.adc-e.uk'],
  ['eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu'],
])('in %s the identity is asked for at %s', async (region, host) => {
  expect(urlIn(await signIdentity({ ...NAME, region }, USER, AT)).host).toBe(host);
});
