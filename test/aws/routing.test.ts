/** Which queue an event reaches by the rules of our own template, on moto's EventBridge. */
import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { TRIAL_KEYS } from '../../scripts/aws-trial/moto-server.ts';
import { anAwsCli } from './support/aws-cli.ts';
import { anAwsStandIn, QUEUES, type QueueId } from './support/aws-stand-in.ts';
import { type Envelope, entryOf, PUBLISHED } from './support/published-events.ts';

const aws = await anAwsStandIn();
const bus = aws.made('EventBus').ref;

async function arrivals(): Promise<Readonly<Record<string, readonly string[]>>> {
  const all = QUEUES.map(async (queue) => [queue, await aws.drain(queue)] as const);
  return Object.fromEntries((await Promise.all(all)).filter(([, bodies]) => bodies.length > 0));
}

async function put(...Entries: PutEventsRequestEntry[]): Promise<void> {
  const { FailedEntryCount } = await aws.events.send(new PutEventsCommand({ Entries }));
  expect(FailedEntryCount).toBe(0);
}

const queueFor = (envelope: Envelope): QueueId =>
  envelope['detail-type'].startsWith('push.') ? 'PushQueue' : 'SpikeQueue';

test.each(Object.entries(PUBLISHED))('%s reaches its queue alone, as it was sent', async (_, envelope) => {
  await put(entryOf(envelope, bus));
  const found = await arrivals();
  expect(Object.keys(found)).toEqual([queueFor(envelope)]);
  const bodies = found[queueFor(envelope)]?.map((body) => JSON.parse(body) as Envelope);
  const { source, 'detail-type': type, time, detail } = envelope;
  // moto writes no fractions of a second.
  expect(bodies).toMatchObject([{ source, 'detail-type': type, time: time.replace(/\.\d+Z$/, 'Z'), detail }]);
});

const [SCHEDULED, SPIKE, ALARM] = [
  'push.scheduled',
  'spike.detected',
  'cloudwatch-alarm-state-change-alarm',
].map((name) => {
  const envelope = PUBLISHED[name];
  if (envelope === undefined) throw new Error(`there is no example ${name}`);
  return entryOf(envelope, bus);
}) as [PutEventsRequestEntry, PutEventsRequestEntry, PutEventsRequestEntry];

test.each<readonly [string, PutEventsRequestEntry]>([
  ['news of Forescale itself', { ...SCHEDULED, Source: 'forescale', DetailType: 'surge.ready' }],
  ['a push that says it is of Forescale itself', { ...SCHEDULED, Source: 'forescale' }],
  ['a spike that says it is of Forescale itself', { ...SPIKE, Source: 'forescale' }],
  ['another detail type', { ...SCHEDULED, DetailType: 'order.placed' }],
  ['a detail type that begins alike', { ...SCHEDULED, DetailType: 'push.scheduled.v2' }],
  ['a push on the default bus', { ...SCHEDULED, EventBusName: 'default' }],
  ['an alarm on our own bus', { ...ALARM, EventBusName: bus }],
  ['an alarm that is not configured', { ...ALARM, Detail: JSON.stringify({ alarmName: 'another' }) }],
  [
    'another event of AWS',
    { ...ALARM, Source: 'aws.ec2', DetailType: 'EC2 Instance State-change Notification' },
  ],
])('%s reaches no queue', async (_, entry) => {
  await put(entry);
  expect(await arrivals()).toEqual({});
});

test('what the AWS CLI puts on the bus arrives as well', async () => {
  const cli = anAwsCli(aws.moto.url, TRIAL_KEYS);
  const entries = ['push.cancelled', 'spike.detected'].map((name) => {
    const envelope = PUBLISHED[name];
    if (envelope === undefined) throw new Error(`there is no example ${name}`);
    return { ...entryOf(envelope, bus), Time: envelope.time };
  });
  const region = ['--region', aws.moto.clientConfig.region];
  expect(await cli.ask('events put-events --entries', JSON.stringify(entries), ...region)).toMatchObject({
    FailedEntryCount: 0,
  });
  expect(Object.keys(await arrivals())).toEqual(['PushQueue', 'SpikeQueue']);
});

test('a queue gives up on a message after ten times, to its own dead letters', async () => {
  const asked = new GetQueueAttributesCommand({
    QueueUrl: aws.made('PushQueue').ref,
    AttributeNames: ['All'],
  });
  const { Attributes } = await aws.sqs.send(asked);
  expect(JSON.parse(Attributes?.['RedrivePolicy'] ?? '')).toEqual({
    deadLetterTargetArn: aws.made('PushDeadLetters').attributes['Arn'],
    maxReceiveCount: 10,
  });
});
