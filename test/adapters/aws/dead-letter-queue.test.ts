import { expect, it } from 'vitest';
import { deadLetterQueue, fitReason } from '../../../src/adapters/aws/dead-letter-queue.ts';
import { NotFound, Unavailable } from '../../../src/ports/faults.ts';
import { aQueueService } from '../../support/a-queue-service.ts';

const LETTER = { body: '{"half":', reason: 'expected JSON, got {"half":', messageId: 'm-1' };

it('keeps a message as it came, with the reason and where it was', async () => {
  const kept = (await aQueueService()).create('kept');

  await deadLetterQueue(kept).put(LETTER);

  expect(kept.messages()).toEqual([
    {
      id: expect.any(String),
      body: LETTER.body,
      attributes: { reason: LETTER.reason, sourceMessageId: 'm-1' },
    },
  ]);
});

it('keeps a message whose reason quotes what SQS does not take, and any length of it', async () => {
  const kept = (await aQueueService()).create('kept');

  await deadLetterQueue(kept).put({ ...LETTER, reason: `detail.app: got "\u0000${'x'.repeat(9_000)}"` });
  await deadLetterQueue(kept).put({ ...LETTER, reason: '' });

  const reasons = kept.messages().map(({ attributes }) => attributes['reason'] ?? '');
  expect(reasons.map((reason) => reason.slice(0, 19))).toEqual([
    'detail.app: got "\u{FFFD}x',
    'no reason given',
  ]);
  expect(reasons[0]).toHaveLength(2_000);
});

it('never cuts a letter of two code units in half', () => {
  const cut = fitReason('\u{1F525}'.repeat(3_000));

  expect(cut.isWellFormed()).toBe(true);
  expect([...cut]).toHaveLength(2_000);
});

it('says what failed, and where, when nothing was kept', async () => {
  const service = await aQueueService();
  const gone = { ...service.create('there'), url: `${service.endpoint}/000000000000/gone` };
  const silent = { ...gone, endpoint: 'http://127.0.0.1:9' };

  await expect(deadLetterQueue(gone).put(LETTER)).rejects.toThrow(NotFound);
  await expect(deadLetterQueue(gone).put(LETTER)).rejects.toThrow(
    /^dead-letter queue .*\/gone: QueueDoesNotExist/,
  );
  await expect(deadLetterQueue(silent).put(LETTER)).rejects.toThrow(Unavailable);
});
