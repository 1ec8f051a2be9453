/** Keeps what nobody could understand in a queue of SQS, the reason beside it. */
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { QueueChoice } from '../../ports/message-queue.ts';
import { faultOfSdk } from './sdk-faults.ts';
import { sqsAccess } from './sqs-access.ts';

/** Attributes count towards the size of a message; what a person needs to know is at the beginning. */
const REASON_LENGTH = 2_000;
/** What SQS refuses in a text: all that XML cannot say. */
const UNSAYABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export function deadLetterQueue(choice: QueueChoice): DeadLetters {
  const access = sqsAccess(choice);
  return {
    async put({ body, reason, messageId }) {
      try {
        const { sdk, client } = await access();
        const command = new sdk.SendMessageCommand({
          QueueUrl: choice.url,
          MessageBody: body,
          MessageAttributes: { reason: attribute(fitReason(reason)), sourceMessageId: attribute(messageId) },
        });
        await client.send(command);
      } catch (error) {
        throw faultOfSdk(`dead-letter queue ${choice.url}`, error);
      }
    },
  };
}

const attribute = (value: string) => ({ DataType: 'String', StringValue: value });

/** Never empty: SQS takes no attribute without a value. */
export function fitReason(reason: string): string {
  const said = reason.replace(UNSAYABLE, '\u{FFFD}');
  const letters = [...said];
  if (letters.length === 0) return 'no reason given';
  return letters.length <= REASON_LENGTH ? said : `${letters.slice(0, REASON_LENGTH - 1).join('')}…`;
}
