/** What Forescale tells on the bus: a rule of the trial's own brings it to a queue of the trial's own. */
import { type EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface News {
  readonly 'detail-type': string;
  readonly source: string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface NewsQueue {
  /** What came since the last call, in the order of the queue. */
  take(): Promise<readonly News[]>;
}

const NAME = 'told-by-forescale';

export async function openNewsQueue(
  events: EventBridgeClient,
  sqs: SQSClient,
  bus: string,
): Promise<NewsQueue> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: NAME }));
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
  const { Attributes } = await sqs.send(asked);
  const place = { EventBusName: bus };
  const EventPattern = JSON.stringify({ source: ['forescale'] });
  await events.send(new PutRuleCommand({ Name: NAME, EventPattern, ...place }));
  const Targets = [{ Id: NAME, Arn: Attributes?.QueueArn ?? '' }];
  await events.send(new PutTargetsCommand({ Rule: NAME, ...place, Targets }));
  return { take: () => take(sqs, QueueUrl) };
}

async function take(sqs: SQSClient, QueueUrl: string): Promise<readonly News[]> {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  for (const { ReceiptHandle } of Messages)
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as News);
}
