/**
 * What Lambda does between a queue and a function: hands over a batch, removes what the function does not name as failed,
 * and lets the rest be seen again, here without the wait.
 */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { sqsAccess } from '../../src/adapters/aws/sqs-access.ts';
import type { TestQueue } from './a-queue-service.ts';

export type BatchHandler = (batch: SQSEvent) => Promise<SQSBatchResponse>;

/** One batch; resolves to how many messages the function was handed. One that throws has them all seen again. */
export async function handOver(queue: TestQueue, handler: BatchHandler, size = 10): Promise<number> {
  const { client } = await sqsAccess(queue)();
  const QueueUrl = queue.url;
  const ask = { QueueUrl, MaxNumberOfMessages: size, MessageSystemAttributeNames: ['All' as const] };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(ask));
  if (Messages.length === 0) return 0;
  const failed = await failuresOf(Messages, queue, handler);
  await Promise.all(
    Messages.map(async ({ MessageId, ReceiptHandle }) => {
      const message = { QueueUrl, ReceiptHandle };
      if (!failed.has(MessageId)) await client.send(new DeleteMessageCommand(message));
      else await client.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
    }),
  );
  return Messages.length;
}

/** Batch after batch until nothing is there, or the queue has taken it away. */
export async function drain(queue: TestQueue, handler: BatchHandler, size?: number): Promise<void> {
  while ((await handOver(queue, handler, size)) > 0);
}

async function failuresOf(
  messages: readonly Message[],
  queue: TestQueue,
  handler: BatchHandler,
): Promise<ReadonlySet<string | undefined>> {
  try {
    const { batchItemFailures } = await handler({ Records: messages.map((each) => recordOf(each, queue)) });
    return new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch {
    return new Set(messages.map(({ MessageId }) => MessageId));
  }
}

const recordOf = (message: Message, { arn, region }: TestQueue): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '0',
    ...message.Attributes,
  },
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region ?? '',
});
