import { expect, test } from 'vitest';
import { seconds } from '../../../src/core/model/time.ts';
import { identityFor } from '../../../src/main/functions/cluster-identity.ts';
import { anAwsWire } from '../../support/an-aws-wire.ts';
import { USER } from '../../support/aws-wire/aws-wire.ts';

const ROLE = 'arn:aws:iam::111122223333:role/news';
const ENV = { AWS_ACCESS_KEY_ID: USER.accessKeyId, AWS_SECRET_ACCESS_KEY: USER.secretAccessKey };
const cluster = { name: 'one', region: 'us-east-1', roleArn: ROLE, requestTimeout: seconds(5) };

test('without a role of its own a cluster is used as this process', async () => {
  const { clock } = await anAwsWire();
  const identity = identityFor({ ...cluster, roleArn: undefined }, { clock, env: ENV });
  expect((await identity.current()).accessKeyId).toBe(USER.accessKeyId);
});

test.each([
  ['one', 'forescale-one'],
  ['news: Seoul/1', 'forescale-news--Seoul-1'],
  ['x'.repeat(80), `forescale-${'x'.repeat(54)}`],
])('the session of cluster "%s" can be found in the audit log', async (name, session) => {
  const { clock, wire } = await anAwsWire();
  wire.sts.addRole({ arn: ROLE });
  await identityFor({ ...cluster, name }, { clock, env: ENV, awsEndpoint: wire.url }).current();
  expect(wire.callsOf('sts:AssumeRole')[0]?.parameters).toMatchObject({ RoleSessionName: session });
});
