import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import { asInstant, plus, seconds } from '../../src/core/model/time.ts';
import { AwsWire } from '../support/aws-wire/aws-wire.ts';
import {
  broken,
  denied,
  refused,
  silent,
  slow,
  throttled,
  tornAfter,
  tornBefore,
} from '../support/aws-wire/wire-faults.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const START = asInstant(Date.UTC(2026, 10, 26, 12));

async function aWire() {
  const clock = new VirtualClock(START);
  const wire = await AwsWire.start(clock);
  const clients = {
    sts: new STSClient(wire.clientConfig),
    eks: new EKSClient(wire.clientConfig),
    events: new EventBridgeClient(wire.clientConfig),
    autoscaling: new AutoScalingClient(wire.clientConfig),
    ec2: new EC2Client(wire.clientConfig),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await wire[Symbol.asyncDispose]();
  });
  wire.eks.put({ name: 'shop' });
  const ask = {
    sts: () => clients.sts.send(new GetCallerIdentityCommand({})),
    eks: () => clients.eks.send(new DescribeClusterCommand({ name: 'shop' })),
    autoscaling: () => clients.autoscaling.send(new DescribeAutoScalingGroupsCommand({})),
    ec2: () => clients.ec2.send(new DescribeInstancesCommand({})),
    events: () =>
      clients.events.send(
        new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 't', Detail: '{}' }] }),
      ),
  };
  return { clock, wire, ask };
}

const ACTIONS = {
  sts: 'sts:GetCallerIdentity',
  eks: 'eks:DescribeCluster',
  events: 'events:PutEvents',
  autoscaling: 'autoscaling:DescribeAutoScalingGroups',
  ec2: 'ec2:DescribeInstances',
} as const;
const SERVICES = ['sts', 'eks', 'events', 'autoscaling', 'ec2'] as const;

test.each(SERVICES)('%s is throttled in a way that the SDK knows', async (service) => {
  const { wire, ask } = await aWire();
  wire.faults.next(ACTIONS[service], throttled(service));
  await expect(ask[service]()).rejects.toMatchObject({
    name: expect.stringMatching(/^(Throttling|RequestLimitExceeded)/),
  });
  await expect(ask[service]()).resolves.toBeDefined();
});

test.each(SERVICES)('%s breaks, refuses, and goes on as scripted', async (service) => {
  const { wire, ask } = await aWire();
  wire.faults.next(ACTIONS[service], broken(), 'none', denied(service), broken(500));
  await expect(ask[service]()).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } });
  await expect(ask[service]()).resolves.toBeDefined();
  await expect(ask[service]()).rejects.toMatchObject({
    name: expect.stringMatching(/^(AccessDenied|UnauthorizedOperation)/),
  });
  await expect(ask[service]()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(wire.callsOf(ACTIONS[service])).toHaveLength(4);
});

test.each([
  ['before', tornBefore, 0],
  ['after', tornAfter, 1],
])('a connection is torn %s the action took place', async (_, fault, arrived) => {
  const { wire, ask } = await aWire();
  wire.faults.next('events:PutEvents', fault);
  await expect(ask.events()).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(wire.events.arrived).toHaveLength(arrived);
  expect(wire.calls.map(({ outcome }) => outcome)).toEqual(['torn']);
});

test('a slow answer comes when the clock of the wire gets there', async () => {
  const { clock, wire, ask } = await aWire();
  wire.faults.next('sts:GetCallerIdentity', slow(seconds(30)));
  let answered = false;
  const asking = ask.sts().then(() => {
    answered = true;
  });
  await expect.poll(() => clock.waits).toBe(1);
  expect(answered).toBe(false);
  await clock.advanceTo(plus(START, seconds(30)));
  await asking;
  expect(answered).toBe(true);
});

test('no answer comes, until the caller gives up', async () => {
  const { wire } = await aWire();
  const client = new STSClient(wire.clientConfig);
  onTestFinished(() => client.destroy());
  wire.faults.next('sts:GetCallerIdentity', silent);
  const giveUp = new AbortController();
  const asking = client.send(new GetCallerIdentityCommand({}), { abortSignal: giveUp.signal });
  await expect.poll(() => wire.calls.length).toBe(1);
  giveUp.abort();
  await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
});

test('a standing fault decides by the call, until it is cleared', async () => {
  const { wire, ask } = await aWire();
  wire.faults.always('sts:GetCallerIdentity', ({ region }) =>
    region === 'us-east-1' ? refused('RegionDisabledException', 'not here', 403) : undefined,
  );
  await expect(ask.sts()).rejects.toMatchObject({ name: 'RegionDisabledException' });
  await expect(ask.sts()).rejects.toMatchObject({ name: 'RegionDisabledException' });
  wire.faults.clear();
  await expect(ask.sts()).resolves.toBeDefined();
});
