/** Hands the messages of a queue to a function as Lambda does: in batches, removing all but those that failed. */
import { randomUUID } from 'node:crypto';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

export interface EventSource {
  readonly sqs: SQSClient;
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly region: string;
  /** Rejects when the function fails as a whole: then the whole batch comes again. */
  readonly invoke: (batch: SQSEvent) => Promise<SQSBatchResponse>;
}

const BATCH = 10;

export interface Handed {
  readonly taken: number;
  readonly failed: number;
}

/** One batch of what is there now; `waitSeconds` for the first message. */
export async function handOver(source: EventSource, waitSeconds = 0): Promise<Handed> {
  const messages = await receive(source, waitSeconds);
  if (messages.length === 0) return { taken: 0, failed: 0 };
  const answer = await source.invoke({ Records: messages.map((message) => recordOf(message, source)) });
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const done = messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
  if (done.length > 0) await remove(source, done);
  return { taken: done.length, failed: failed.size };
}

async function receive({ sqs, queueUrl }: EventSource, waitSeconds: number): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: BATCH,
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
}

async function remove({ sqs, queueUrl }: EventSource, messages: readonly Message[]): Promise<void> {
  const Entries = messages.map(({ MessageId = randomUUID(), ReceiptHandle }) => ({
    Id: MessageId,
    ReceiptHandle,
  }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
}

const recordOf = (message: Message, { queueArn, region }: EventSource): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
    SentTimestamp: message.Attributes?.SentTimestamp ?? '0',
    SenderId: message.Attributes?.SenderId ?? '',
    ApproximateFirstReceiveTimestamp: message.Attributes?.ApproximateFirstReceiveTimestamp ?? '0',
  },
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});
