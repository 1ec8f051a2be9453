import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import { asInstant, minutes, plus } from '../../src/core/model/time.ts';
import { AwsWire, USER } from '../support/aws-wire/aws-wire.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { presignedIdentity } from './presigned-identity.ts';

const START = asInstant(Date.UTC(2026, 10, 26, 12));
const ROLE = 'arn:aws:iam::111122223333:role/forescale';

async function aWire() {
  const clock = new VirtualClock(START);
  const wire = await AwsWire.start(clock);
  const client = new STSClient(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  return { clock, wire, client };
}

const assume = (session: string, more = {}) =>
  new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: session, ...more });

test('the signer of a call is told who it is', async () => {
  const { wire, client } = await aWire();
  const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
  expect({ Arn, Account }).toEqual({ Arn: USER.arn, Account: '111122223333' });
  expect(wire.calls.map(({ service, action, outcome }) => ({ service, action, outcome }))).toEqual([
    { service: 'sts', action: 'GetCallerIdentity', outcome: 'ok' },
  ]);
});

test.each([
  ['an unknown key', { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' }, 'InvalidClientTokenId'],
  ['a wrong secret', { ...USER, secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
  ['a token of nobody', { ...USER, sessionToken: 'stray' }, 'InvalidClientTokenId'],
])('%s is refused', async (_, credentials, code) => {
  const { wire } = await aWire();
  const client = new STSClient({ ...wire.clientConfig, credentials });
  await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: code,
    $metadata: { httpStatusCode: 403 },
  });
  client.destroy();
});

test('a role is lent until it expires on the clock of the wire', async () => {
  const { clock, wire, client } = await aWire();
  wire.sts.addRole({ arn: ROLE });
  const { Credentials } = await client.send(assume('one', { DurationSeconds: 900 }));
  expect(Credentials?.Expiration).toEqual(new Date(plus(START, minutes(15))));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  const lent = new STSClient({ ...wire.clientConfig, credentials });
  onTestFinished(() => lent.destroy());
  const { Arn } = await lent.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe('arn:aws:sts::111122223333:assumed-role/forescale/one');
  await clock.advanceTo(plus(START, minutes(15)));
  await expect(lent.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
});

test.each([
  ['a role nobody knows', {}, undefined, 'AccessDenied'],
  ['a role under another external id', {}, { arn: ROLE, externalId: 'partner' }, 'AccessDenied'],
  ['longer than the role allows', { DurationSeconds: 7_200 }, { arn: ROLE }, 'ValidationError'],
  ['shorter than a quarter of an hour', { DurationSeconds: 60 }, { arn: ROLE }, 'ValidationError'],
])('%s is not lent', async (_, wish, role, code) => {
  const { wire, client } = await aWire();
  if (role !== undefined) wire.sts.addRole(role);
  await expect(client.send(assume('one', wish))).rejects.toMatchObject({ name: code });
});

test('a presigned URL proves who signed it, under the header that it was signed with', async () => {
  const { wire } = await aWire();
  const { url, headers } = await presignedIdentity(wire.url, START, { 'x-k8s-aws-id': 'shop' });
  const answer = await fetch(url, { headers });
  expect({ status: answer.status, body: await answer.text() }).toEqual({
    status: 200,
    body: expect.stringContaining(`<Arn>${USER.arn}</Arn>`),
  });
  const other = await fetch(url, { headers: { 'x-k8s-aws-id': 'another' } });
  expect({ status: other.status, body: await other.text() }).toEqual({
    status: 403,
    body: expect.stringContaining('SignatureDoesNotMatch'),
  });
});

test('a presigned identity counts for a quarter of an hour, whatever it says', async () => {
  const { clock, wire } = await aWire();
  const { url, headers } = await presignedIdentity(wire.url, START, {});
  await clock.advanceTo(plus(START, minutes(14)));
  expect((await fetch(url, { headers })).status).toBe(200);
  await clock.advanceTo(plus(START, minutes(15)));
  const answer = await fetch(url, { headers });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('Signature expired');
});

test('who accepts JSON gets it, as the authenticator of a cluster does', async () => {
  const { wire } = await aWire();
  const { url } = await presignedIdentity(wire.url, START, {});
  const answer = await fetch(url, { headers: { accept: 'application/json' } });
  expect(await answer.json()).toMatchObject({
    GetCallerIdentityResponse: { GetCallerIdentityResult: { Arn: USER.arn } },
  });
});
