import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { expect, onTestFinished, test } from 'vitest';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';

async function aWire() {
  const wire = await AwsWire.start();
  const client = new EKSClient(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  return { wire, client };
}

test('a cluster is described to who asks for it', async () => {
  const { wire, client } = await aWire();
  wire.eks.put({ name: 'shop', endpoint: 'https://127.0.0.1:1', certificateAuthority: 'UEVN' });
  const { cluster } = await client.send(new DescribeClusterCommand({ name: 'shop' }));
  expect(cluster).toEqual({
    name: 'shop',
    arn: 'arn:aws:eks:us-east-1:111122223333:cluster/shop',
    status: 'ACTIVE',
    version: '1.34',
    endpoint: 'https://127.0.0.1:1',
    certificateAuthority: { data: 'UEVN' },
  });
  expect(wire.calls[0]).toMatchObject({ action: 'DescribeCluster', parameters: { name: 'shop' } });
});

test('a cluster in the making has no address yet', async () => {
  const { wire, client } = await aWire();
  wire.eks.put({ name: 'shop', status: 'CREATING' });
  const { cluster } = await client.send(new DescribeClusterCommand({ name: 'shop' }));
  expect(cluster).toMatchObject({ status: 'CREATING' });
  expect(cluster?.endpoint).toBeUndefined();
});

test.each([
  ['nobody knows', { name: 'other' }],
  ['is in another region', { name: 'shop', region: 'eu-west-1' }],
])('a cluster that %s is not found', async (_, cluster) => {
  const { wire, client } = await aWire();
  wire.eks.put(cluster);
  await expect(client.send(new DescribeClusterCommand({ name: 'shop' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'No cluster found for name: shop.',
    $metadata: { httpStatusCode: 404 },
  });
});
