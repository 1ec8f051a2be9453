/** A queue of SQS. */
import type { Message } from '@aws-sdk/client-sqs';
import type { MessageQueue, OpenQueue, QueueChoice, QueuedMessage } from '../../ports/message-queue.ts';
import { faultOfSdk } from './sdk-faults.ts';
import { type SqsAccess, sqsAccess } from './sqs-access.ts';

/** As many as SQS hands out at once. */
const AT_ONCE = 10;
/** A look without waiting asks some of the servers of a queue only, and may miss what is there. */
const WAIT_SECONDS = 2;
/** Longer than the work on ten messages takes; what stays is released before. */
const HIDDEN_SECONDS = 120;

export const openQueue: OpenQueue = (choice): MessageQueue => {
  const ask = asking(choice);
  const QueueUrl = choice.url;
  return {
    receive: () =>
      ask(async ({ sdk, client }) => {
        const command = new sdk.ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: AT_ONCE,
          WaitTimeSeconds: WAIT_SECONDS,
          VisibilityTimeout: HIDDEN_SECONDS,
          MessageAttributeNames: ['reason', 'sourceMessageId'],
        });
        const { Messages = [] } = await client.send(command);
        return Messages.map(toQueued);
      }),
    remove: ({ receipt }) =>
      ask(async ({ sdk, client }) => {
        await client.send(new sdk.DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
      }),
    release: ({ receipt }) =>
      ask(async ({ sdk, client }) => {
        const shown = { QueueUrl, ReceiptHandle: receipt, VisibilityTimeout: 0 };
        await client.send(new sdk.ChangeMessageVisibilityCommand(shown));
      }),
    send: (body) =>
      ask(async ({ sdk, client }) => {
        const { MessageId = '' } = await client.send(
          new sdk.SendMessageCommand({ QueueUrl, MessageBody: body }),
        );
        return MessageId;
      }),
  };
};

function asking(choice: QueueChoice) {
  const access = sqsAccess(choice);
  return async <T>(question: (access: SqsAccess) => Promise<T>): Promise<T> => {
    try {
      return await question(await access());
    } catch (error) {
      throw faultOfSdk(`queue ${choice.url}`, error);
    }
  };
}

const toQueued = ({ MessageId, Body, ReceiptHandle, MessageAttributes }: Message): QueuedMessage => ({
  id: MessageId ?? '',
  body: Body ?? '',
  receipt: ReceiptHandle ?? '',
  reason: MessageAttributes?.['reason']?.StringValue,
  sourceMessageId: MessageAttributes?.['sourceMessageId']?.StringValue,
});
