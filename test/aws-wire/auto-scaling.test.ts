import {
  AutoScalingClient,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeScalingActivitiesCommand,
  paginateDescribeAutoScalingGroups,
  SetDesiredCapacityCommand,
  UpdateAutoScalingGroupCommand,
} from '@aws-sdk/client-auto-scaling';
import { expect, onTestFinished, test } from 'vitest';
import { asInstant, type Millis, plus, seconds } from '../../src/core/model/time.ts';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const START = asInstant(Date.UTC(2026, 10, 26, 12));
const SPOT = { name: 'spot', min: 1, max: 10, desired: 2 } as const;

async function aWire() {
  const clock = new VirtualClock(START);
  const wire = await AwsWire.start(clock);
  const client = new AutoScalingClient(wire.clientConfig);
  onTestFinished(async () => {
    client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  const update = (sizes: object, name = 'spot') =>
    client.send(new UpdateAutoScalingGroupCommand({ AutoScalingGroupName: name, ...sizes }));
  const setDesired = (DesiredCapacity: number, more = {}) =>
    client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: 'spot', DesiredCapacity, ...more }));
  const after = (length: Millis) => clock.advanceTo(plus(START, length));
  return { wire, client, update, setDesired, after };
}

async function states(client: AutoScalingClient): Promise<readonly (string | undefined)[]> {
  const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({}));
  return AutoScalingGroups?.[0]?.Instances?.map(({ LifecycleState }) => LifecycleState) ?? [];
}

async function activities(client: AutoScalingClient) {
  const wish = new DescribeScalingActivitiesCommand({ AutoScalingGroupName: 'spot' });
  return (await client.send(wish)).Activities ?? [];
}

test('a group is described with its instances, tags and template', async () => {
  const { wire, client } = await aWire();
  const launchTemplate = { id: 'lt-7', name: 'shop', version: '3' };
  wire.autoScaling.add({ ...SPOT, launchTemplate, tags: { owner: 'shop & co' }, suspended: ['AZRebalance'] });
  const { AutoScalingGroups } = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: ['spot', 'nobody'] }),
  );
  expect(AutoScalingGroups).toMatchObject([
    {
      AutoScalingGroupName: 'spot',
      MinSize: 1,
      MaxSize: 10,
      DesiredCapacity: 2,
      LaunchTemplate: { LaunchTemplateId: 'lt-7', LaunchTemplateName: 'shop', Version: '3' },
      CreatedTime: new Date(START),
      Instances: [
        { InstanceId: 'i-00000000000000001', LifecycleState: 'InService', AvailabilityZone: 'us-east-1a' },
        { InstanceId: 'i-00000000000000002', LifecycleState: 'InService', AvailabilityZone: 'us-east-1b' },
      ],
      SuspendedProcesses: [{ ProcessName: 'AZRebalance' }],
      Tags: [{ Key: 'owner', Value: 'shop & co', PropagateAtLaunch: true }],
    },
  ]);
});

test('a mixed group names its instance types', async () => {
  const { wire, client } = await aWire();
  wire.autoScaling.add({ ...SPOT, instanceTypes: ['m5.xlarge', 'm6i.xlarge'] });
  const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({}));
  expect(AutoScalingGroups?.[0]?.MixedInstancesPolicy?.LaunchTemplate?.Overrides).toEqual([
    { InstanceType: 'm5.xlarge' },
    { InstanceType: 'm6i.xlarge' },
  ]);
  expect(AutoScalingGroups?.[0]?.LaunchTemplate).toBeUndefined();
});

test('groups come in pages', async () => {
  const { wire, client } = await aWire();
  for (let number = 0; number < 5; number += 1) wire.autoScaling.add({ ...SPOT, name: `g${number}` });
  const pages: number[] = [];
  for await (const { AutoScalingGroups } of paginateDescribeAutoScalingGroups({ client, pageSize: 2 }, {}))
    pages.push(AutoScalingGroups?.length ?? 0);
  expect(pages).toEqual([2, 2, 1]);
  const stray = new DescribeAutoScalingGroupsCommand({ NextToken: 'stray' });
  await expect(client.send(stray)).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test('instances that were asked for come after their boot time', async () => {
  const { wire, client, update, after } = await aWire();
  wire.autoScaling.add({ ...SPOT, bootTime: seconds(100) });
  await update({ MinSize: 4, DesiredCapacity: 4 });
  expect(await states(client)).toEqual(['InService', 'InService', 'Pending', 'Pending']);
  expect((await activities(client)).map(({ StatusCode }) => StatusCode)).toEqual([
    'InProgress',
    'InProgress',
  ]);
  await after(seconds(100));
  expect(await states(client)).toEqual(['InService', 'InService', 'InService', 'InService']);
  expect((await activities(client)).map(({ StatusCode, EndTime }) => ({ StatusCode, EndTime }))).toEqual(
    Array.from({ length: 2 }, () => ({
      StatusCode: 'Successful',
      EndTime: new Date(plus(START, seconds(100))),
    })),
  );
});

test('what AWS does not have fails, is tried again every minute, and comes once there is some', async () => {
  const { wire, client, setDesired, after } = await aWire();
  const group = wire.autoScaling.add({ ...SPOT, available: 3 });
  await setDesired(5);
  expect(await activities(client)).toMatchObject([
    {
      StatusCode: 'Failed',
      StatusMessage: expect.stringContaining('do not have sufficient m5.large capacity'),
    },
    { StatusCode: 'InProgress' },
  ]);
  await after(seconds(130));
  expect((await activities(client)).map(({ StatusCode }) => StatusCode)).toEqual([
    'Failed',
    'Failed',
    'Failed',
    'Successful',
  ]);
  group.available = 10;
  await after(seconds(180));
  expect(await states(client)).toEqual(['InService', 'InService', 'InService', 'Pending', 'Pending']);
});

test('instances that nobody wishes for any more go at once', async () => {
  const { wire, client, setDesired } = await aWire();
  wire.autoScaling.add({ ...SPOT, desired: 5 });
  await setDesired(3);
  expect(await states(client)).toHaveLength(3);
  expect((await activities(client))[0]?.Description).toBe('Terminating EC2 instance: i-00000000000000005');
});

test('an instance that is taken away is replaced', async () => {
  const { wire, client } = await aWire();
  const group = wire.autoScaling.add(SPOT);
  group.terminate('i-00000000000000001');
  expect(await states(client)).toEqual(['InService', 'Pending']);
  expect(group.inService).toBe(1);
});

test('a group whose launches are suspended stays as it is', async () => {
  const { wire, client, setDesired } = await aWire();
  wire.autoScaling.add({ ...SPOT, suspended: ['Launch'] });
  await setDesired(5);
  expect(await states(client)).toEqual(['InService', 'InService']);
});

test('the desired size follows bounds that pass it', async () => {
  const { wire, update } = await aWire();
  const group = wire.autoScaling.add(SPOT);
  await update({ MinSize: 4 });
  expect(group.desired).toBe(4);
  await update({ MinSize: 0, MaxSize: 3 });
  expect(group.desired).toBe(3);
});

test.each([
  ['a desired size above the maximum', { DesiredCapacity: 11 }, 'Desired capacity:11 must be between'],
  ['a desired size below the minimum', { DesiredCapacity: 0 }, 'Desired capacity:0 must be between'],
  [
    'a minimum above the maximum',
    { MinSize: 11 },
    'Max bound, 10, must be greater than or equal to min bound, 11',
  ],
  ['a size below zero', { MinSize: -1 }, 'MinSize'],
])('%s is refused, and nothing is written', async (_, sizes, message) => {
  const { wire, update } = await aWire();
  const group = wire.autoScaling.add(SPOT);
  await expect(update(sizes)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining(message),
    $metadata: { httpStatusCode: 400 },
  });
  expect({ min: group.min, max: group.max, desired: group.desired }).toEqual({ min: 1, max: 10, desired: 2 });
});

test.each([
  [11, 'New SetDesiredCapacity value 11 is above max value 10 for the AutoScalingGroup.'],
  [0, 'New SetDesiredCapacity value 0 is below min value 1 for the AutoScalingGroup.'],
])('a desired capacity of %i is refused', async (desired, message) => {
  const { wire, setDesired } = await aWire();
  wire.autoScaling.add(SPOT);
  await expect(setDesired(desired)).rejects.toMatchObject({ name: 'ValidationError', message });
});

test('who honours the cooldown waits for the instances on their way', async () => {
  const { wire, setDesired, after } = await aWire();
  wire.autoScaling.add(SPOT);
  await setDesired(3);
  await expect(setDesired(4, { HonorCooldown: true })).rejects.toMatchObject({
    name: 'ScalingActivityInProgressFault',
  });
  await after(seconds(90));
  await expect(setDesired(4, { HonorCooldown: true })).resolves.toBeDefined();
});

test('a group that nobody knows is refused by whatever names it alone', async () => {
  const { client, update } = await aWire();
  const name = { AutoScalingGroupName: 'nobody' };
  const unknown = { name: 'ValidationError', message: expect.stringContaining('name not found') };
  await expect(update({}, 'nobody')).rejects.toMatchObject(unknown);
  await expect(
    client.send(new SetDesiredCapacityCommand({ ...name, DesiredCapacity: 1 })),
  ).rejects.toMatchObject(unknown);
  await expect(client.send(new DescribeScalingActivitiesCommand(name))).rejects.toMatchObject(unknown);
  await expect(client.send(new DescribeInstanceRefreshesCommand(name))).rejects.toMatchObject(unknown);
});

test('refreshes are listed, the latest first', async () => {
  const { wire, client } = await aWire();
  const group = wire.autoScaling.add(SPOT);
  group.refreshes.push({ id: 'r2', status: 'InProgress', percent: 40, startedAt: START });
  group.refreshes.push({ id: 'r1', status: 'Successful', percent: 100, startedAt: START });
  const { InstanceRefreshes } = await client.send(
    new DescribeInstanceRefreshesCommand({ AutoScalingGroupName: 'spot' }),
  );
  expect(InstanceRefreshes?.map(({ InstanceRefreshId, Status }) => [InstanceRefreshId, Status])).toEqual([
    ['r2', 'InProgress'],
    ['r1', 'Successful'],
  ]);
});
