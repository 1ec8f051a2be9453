import {
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
  paginateDescribeInstanceTypes,
} from '@aws-sdk/client-ec2';
import { expect, onTestFinished, test } from 'vitest';
import { asInstant } from '../../src/core/model/time.ts';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const START = asInstant(Date.UTC(2026, 10, 26, 12));

async function aWire() {
  const wire = await AwsWire.start(new VirtualClock(START));
  const client = new EC2Client(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  wire.ec2.addLaunchTemplate({
    id: 'lt-7',
    name: 'shop',
    defaultVersion: 1,
    instanceTypes: ['m5.large', undefined, 'm5.xlarge'],
  });
  const versions = async (wish: object) => {
    const answer = await client.send(new DescribeLaunchTemplateVersionsCommand(wish));
    return answer.LaunchTemplateVersions?.map((version) => ({
      number: version.VersionNumber,
      usual: version.DefaultVersion,
      type: version.LaunchTemplateData?.InstanceType,
    }));
  };
  return { wire, client, versions };
}

test('an instance type says what a node holds', async () => {
  const { client } = await aWire();
  const wish = new DescribeInstanceTypesCommand({ InstanceTypes: ['m5.xlarge', 'm6g.large'] });
  expect((await client.send(wish)).InstanceTypes).toMatchObject([
    {
      InstanceType: 'm5.xlarge',
      VCpuInfo: { DefaultVCpus: 4 },
      MemoryInfo: { SizeInMiB: 16_384 },
      ProcessorInfo: { SupportedArchitectures: ['x86_64'] },
      NetworkInfo: { MaximumNetworkInterfaces: 4, Ipv4AddressesPerInterface: 15 },
    },
    { InstanceType: 'm6g.large', ProcessorInfo: { SupportedArchitectures: ['arm64'] } },
  ]);
});

test('types come in pages', async () => {
  const { client } = await aWire();
  const pages: number[] = [];
  for await (const { InstanceTypes } of paginateDescribeInstanceTypes({ client, pageSize: 5 }, {}))
    pages.push(InstanceTypes?.length ?? 0);
  expect(pages).toEqual([5, 2]);
});

test.each([
  ['a number', { LaunchTemplateId: 'lt-7', Versions: ['2'] }, [{ number: 2, usual: false, type: undefined }]],
  [
    'the latest',
    { LaunchTemplateId: 'lt-7', Versions: ['$Latest'] },
    [{ number: 3, usual: false, type: 'm5.xlarge' }],
  ],
  [
    'the default',
    { LaunchTemplateName: 'shop', Versions: ['$Default'] },
    [{ number: 1, usual: true, type: 'm5.large' }],
  ],
])('a version of a launch template is found by %s', async (_, wish, found) => {
  const { versions } = await aWire();
  expect(await versions(wish)).toEqual(found);
});

test('all versions of a launch template come, the latest first', async () => {
  const { versions } = await aWire();
  expect((await versions({ LaunchTemplateName: 'shop' }))?.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test.each([
  [{ LaunchTemplateId: 'lt-8', Versions: ['1'] }, 'InvalidLaunchTemplateId.NotFound'],
  [{ LaunchTemplateName: 'other', Versions: ['1'] }, 'InvalidLaunchTemplateName.NotFoundException'],
  [{ LaunchTemplateId: 'lt-7', Versions: ['4'] }, 'InvalidLaunchTemplateId.VersionNotFound'],
])('what is not there is refused: %j', async (wish, name) => {
  const { versions } = await aWire();
  await expect(versions(wish)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
});

test('a type that does not exist is refused by name', async () => {
  const { client } = await aWire();
  const wish = new DescribeInstanceTypesCommand({ InstanceTypes: ['m5.large', 'm5.gigantic' as 'm5.large'] });
  await expect(client.send(wish)).rejects.toMatchObject({
    name: 'InvalidInstanceType',
    message: 'The following supplied instance types do not exist: [m5.gigantic]',
  });
});

test('the instances of the groups are there, each on its way or running', async () => {
  const { wire, client } = await aWire();
  const group = wire.autoScaling.add({
    name: 'spot',
    min: 1,
    max: 5,
    desired: 1,
    instanceTypes: ['c5.xlarge'],
  });
  wire.autoScaling.add({ name: 'other', min: 1, max: 5, desired: 1 });
  group.desired = 2;
  const { Reservations } = await client.send(new DescribeInstancesCommand({}));
  const instances = Reservations?.flatMap((reservation) => reservation.Instances ?? []);
  expect(
    instances?.map(({ InstanceType, State, Tags }) => [Tags?.[0]?.Value, InstanceType, State?.Name]),
  ).toEqual([
    ['spot', 'c5.xlarge', 'running'],
    ['spot', 'c5.xlarge', 'pending'],
    ['other', 'm5.large', 'running'],
  ]);
  expect(new Set(instances?.map(({ InstanceId }) => InstanceId)).size).toBe(3);
  expect(instances?.[0]?.LaunchTime).toEqual(new Date(START));
});

test('an instance that does not exist is refused', async () => {
  const { client } = await aWire();
  await expect(client.send(new DescribeInstancesCommand({ InstanceIds: ['i-1'] }))).rejects.toMatchObject({
    name: 'InvalidInstanceID.NotFound',
  });
});
