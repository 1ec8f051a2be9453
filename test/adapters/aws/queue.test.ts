import { expect, it } from 'vitest';
import { openQueue } from '../../../src/adapters/aws/queue.ts';
import { sqsAccess } from '../../../src/adapters/aws/sqs-access.ts';
import { NotFound } from '../../../src/ports/faults.ts';
import { aQueueService } from '../../support/a-queue-service.ts';

it('hands out what is there with what is known of it, and hides it meanwhile', async () => {
  const kept = (await aQueueService()).create('kept');
  const id = kept.put('bad', { reason: 'detail.start: ...', sourceMessageId: 'm-1' });
  kept.put('late');
  const queue = openQueue(kept);

  const received = await queue.receive();

  expect(received).toEqual([
    { id, body: 'bad', receipt: expect.any(String), reason: 'detail.start: ...', sourceMessageId: 'm-1' },
    expect.objectContaining({ body: 'late', reason: undefined, sourceMessageId: undefined }),
  ]);
  expect(kept.hidden()).toBe(2);
});

it('shows a message again at once when it is released, and never again when it is removed', async () => {
  const kept = (await aQueueService()).create('kept');
  kept.put('bad');
  const queue = openQueue(kept);
  const [first] = await queue.receive();
  if (first === undefined) throw new Error('nothing received');

  await queue.release(first);
  const [again] = await queue.receive();
  expect(again).toMatchObject({ id: first.id, body: 'bad' });
  if (again === undefined) throw new Error('nothing received');
  await queue.remove(again);
  await queue.remove(again);

  expect(kept.messages()).toEqual([]);
});

it('sends under a new id', async () => {
  const events = (await aQueueService()).create('events');

  const id = await openQueue(events).send('{"version":"0"}');

  expect(events.messages()).toEqual([{ id, body: '{"version":"0"}', attributes: {} }]);
});

it('names the queue that is not there', async () => {
  const service = await aQueueService();
  const url = `${service.endpoint}/000000000000/gone`;
  const gone = openQueue({ ...service.create('there'), url });

  await expect(gone.receive()).rejects.toThrow(NotFound);
  await expect(gone.receive()).rejects.toThrow(`queue ${url}: `);
});

it.each([
  ['the URL', 'https://sqs.eu-west-3.amazonaws.com/123456789012/q', undefined, 'eu-west-3'],
  [
    'the option before the URL',
    'https://sqs.eu-west-3.amazonaws.com/123456789012/q',
    'us-east-1',
    'us-east-1',
  ],
  ['the URL in China', 'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q', undefined, 'cn-north-1'],
])('takes the region from %s', async (_, url, region, expected) => {
  const { client } = await sqsAccess({ url, region, endpoint: undefined })();

  expect(await client.config.region()).toBe(expected);
});
