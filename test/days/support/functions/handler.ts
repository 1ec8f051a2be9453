/** A batch of messages as Lambda hands it to the function. */
import type { SQSRecord } from 'aws-lambda';
import { handleEvents } from '../../../../src/main/functions/event-batch.ts';
import type { Invocation } from './function-host.ts';
import type { Message } from './message-queue.ts';

/** Resolves to the ids of those that are not acknowledged. */
export async function handleMessages(
  messages: readonly Message[],
  { world, until }: Invocation,
): Promise<readonly string[]> {
  const { batchItemFailures } = await handleEvents({ Records: messages.map(recordOf) }, world, until);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

const recordOf = ({ messageId, body }: Message): SQSRecord => ({
  messageId,
  body,
  receiptHandle: messageId,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'events',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:forescale-events',
  awsRegion: 'eu-central-1',
});
