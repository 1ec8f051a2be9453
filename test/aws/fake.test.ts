/** The AWS CLI, which shares no code with the SDK, takes our fake for AWS. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { AwsWire, USER } from '../support/aws-wire/aws-wire.ts';
import { throttled } from '../support/aws-wire/wire-faults.ts';
import { anAwsCli } from './support/aws-cli.ts';

async function aFake(keys: { readonly accessKeyId: string; readonly secretAccessKey: string } = USER) {
  const wire = await AwsWire.start();
  onTestFinished(() => wire[Symbol.asyncDispose]());
  const aws = anAwsCli(wire.url, keys);
  return { wire, aws };
}

async function aGroup() {
  const { wire, aws } = await aFake();
  const group = wire.autoScaling.add({ name: 'spot', min: 1, max: 10, desired: 2, tags: { owner: 'shop' } });
  return { group, aws, wire };
}

describe('STS', () => {
  test('says who signed', async () => {
    const { aws } = await aFake();
    expect(await aws.ask('sts get-caller-identity')).toEqual({
      UserId: 'AIDAWIRE000000000000',
      Account: '111122223333',
      Arn: USER.arn,
    });
  });

  test('knows nobody under a wrong secret', async () => {
    const { aws } = await aFake({ ...USER, secretAccessKey: 'guessed' });
    const { code, error } = await aws.run('sts get-caller-identity');
    expect(code).toBeGreaterThan(0);
    expect(error).toContain('An error occurred (SignatureDoesNotMatch)');
  });

  test('lends a role', async () => {
    const { wire, aws } = await aFake();
    const role = 'arn:aws:iam::111122223333:role/forescale';
    wire.sts.addRole({ arn: role });
    expect(await aws.ask('sts assume-role', '--role-arn', role, '--role-session-name', 'one')).toMatchObject({
      Credentials: {
        AccessKeyId: 'ASIAWIRE000000000001',
        Expiration: expect.stringMatching(/^\d{4}-.*\+00:00$/),
      },
      AssumedRoleUser: { Arn: 'arn:aws:sts::111122223333:assumed-role/forescale/one' },
    });
  });
});

describe('EKS', () => {
  test('describes a cluster', async () => {
    const { wire, aws } = await aFake();
    wire.eks.put({ name: 'shop', endpoint: 'https://127.0.0.1:1', certificateAuthority: 'UEVN' });
    expect(await aws.ask('eks describe-cluster --name shop')).toMatchObject({
      cluster: { name: 'shop', endpoint: 'https://127.0.0.1:1', certificateAuthority: { data: 'UEVN' } },
    });
  });

  test('knows no other', async () => {
    const { aws } = await aFake();
    const { error } = await aws.run('eks describe-cluster --name shop');
    expect(error).toContain('(ResourceNotFoundException)');
    expect(error).toContain('No cluster found for name: shop.');
  });
});

test('EventBridge takes one entry and refuses the other', async () => {
  const { wire, aws } = await aFake();
  const entry = {
    Source: 'push.shop',
    DetailType: 'push.scheduled',
    Detail: '{"a":1}',
    EventBusName: 'forescale',
  };
  const answer = await aws.ask(
    'events put-events',
    '--entries',
    JSON.stringify([entry, { ...entry, Detail: '{' }]),
  );
  expect(answer).toEqual({
    FailedEntryCount: 1,
    Entries: [
      { EventId: expect.stringMatching(/^e0/) },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    ],
  });
  expect(wire.events.arrived).toMatchObject([{ bus: 'forescale', source: 'push.shop', detail: { a: 1 } }]);
});

describe('Auto Scaling', () => {
  test('describes groups', async () => {
    const { aws } = await aGroup();
    expect(
      await aws.ask('autoscaling describe-auto-scaling-groups --auto-scaling-group-names spot'),
    ).toMatchObject({
      AutoScalingGroups: [
        {
          AutoScalingGroupName: 'spot',
          MinSize: 1,
          MaxSize: 10,
          DesiredCapacity: 2,
          Instances: [{ LifecycleState: 'InService' }, { LifecycleState: 'InService' }],
          Tags: [{ ResourceId: 'spot', Key: 'owner', Value: 'shop', PropagateAtLaunch: true }],
        },
      ],
    });
  });

  test('sizes a group, and refuses what passes its bounds', async () => {
    const { group, aws } = await aGroup();
    await aws.ask(
      'autoscaling update-auto-scaling-group --auto-scaling-group-name spot --min-size 3 --desired-capacity 4',
    );
    await aws.ask('autoscaling set-desired-capacity --auto-scaling-group-name spot --desired-capacity 5');
    expect({ min: group.min, desired: group.desired }).toEqual({ min: 3, desired: 5 });
    const { error } = await aws.run(
      'autoscaling set-desired-capacity --auto-scaling-group-name spot --desired-capacity 11',
    );
    expect(error).toContain('An error occurred (ValidationError)');
    expect(error).toContain('is above max value 10');
  });

  test('writes tags and takes them away', async () => {
    const { group, aws } = await aGroup();
    const tag = 'ResourceId=spot,ResourceType=auto-scaling-group,Key=held';
    await aws.ask('autoscaling create-or-update-tags --tags', `${tag},Value=1,PropagateAtLaunch=false`);
    expect(group.tags.get('held')).toEqual({ value: '1', propagate: false });
    await aws.ask('autoscaling delete-tags --tags', tag);
    expect(group.tags.has('held')).toBe(false);
  });

  test('tells what a group did', async () => {
    const { group, aws } = await aGroup();
    group.available = 2;
    await aws.ask('autoscaling set-desired-capacity --auto-scaling-group-name spot --desired-capacity 3');
    expect(
      await aws.ask('autoscaling describe-scaling-activities --auto-scaling-group-name spot'),
    ).toMatchObject({ Activities: [{ StatusCode: 'Failed', Progress: 100 }] });
    expect(await aws.ask('autoscaling describe-instance-refreshes --auto-scaling-group-name spot')).toEqual({
      InstanceRefreshes: [],
    });
  });

  test('is throttled in words that the CLI knows', async () => {
    const { wire, aws } = await aGroup();
    wire.faults.next('autoscaling:DescribeAutoScalingGroups', throttled('autoscaling'));
    const { error } = await aws.run('autoscaling describe-auto-scaling-groups');
    expect(error).toContain('An error occurred (Throttling)');
  });
});

describe('EC2', () => {
  test('describes instance types', async () => {
    const { aws } = await aFake();
    expect(await aws.ask('ec2 describe-instance-types --instance-types m5.large')).toMatchObject({
      InstanceTypes: [
        {
          InstanceType: 'm5.large',
          VCpuInfo: { DefaultVCpus: 2 },
          MemoryInfo: { SizeInMiB: 8_192 },
          NetworkInfo: { MaximumNetworkInterfaces: 3, Ipv4AddressesPerInterface: 10 },
        },
      ],
    });
  });

  test('describes launch templates and instances', async () => {
    const { aws, wire } = await aGroup();
    wire.ec2.addLaunchTemplate({ id: 'lt-7', name: 'shop', defaultVersion: 1, instanceTypes: ['m5.large'] });
    expect(
      await aws.ask('ec2 describe-launch-template-versions --launch-template-id lt-7 --versions', '$Latest'),
    ).toMatchObject({
      LaunchTemplateVersions: [
        { VersionNumber: 1, DefaultVersion: true, LaunchTemplateData: { InstanceType: 'm5.large' } },
      ],
    });
    const { error } = await aws.run('ec2 describe-instances --instance-ids i-1');
    expect(error).toContain('(InvalidInstanceID.NotFound)');
    expect(await aws.ask('ec2 describe-instances')).toMatchObject({
      Reservations: [
        { Instances: [{ InstanceType: 'm5.large', State: { Name: 'running' } }] },
        { Instances: [{ InstanceType: 'm5.large', State: { Name: 'running' } }] },
      ],
    });
  });
});
