import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { expect, onTestFinished, test } from 'vitest';
import { handOver } from '../../../scripts/aws-trial/event-source.ts';
import { aQueueService } from '../../support/a-queue-service.ts';

async function aSource(failing: (body: string) => boolean) {
  const service = await aQueueService();
  const queue = service.create('pushes');
  const region = queue.region ?? '';
  const sqs = new SQSClient({ endpoint: service.endpoint, region });
  onTestFinished(() => sqs.destroy());
  const batches: SQSEvent[] = [];
  const source = {
    sqs,
    queueUrl: queue.url,
    queueArn: queue.arn,
    region,
    invoke: async (batch: SQSEvent) => {
      batches.push(batch);
      const bad = batch.Records.filter(({ body }) => failing(body));
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    },
  };
  return { queue, source, batches };
}

test('ten at a time, all but those that failed are gone', async () => {
  const { queue, source, batches } = await aSource((body) => body === '3');
  for (let number = 0; number < 12; number += 1) queue.put(String(number));
  expect(await handOver(source)).toEqual({ taken: 9, failed: 1 });
  expect(await handOver(source)).toEqual({ taken: 2, failed: 0 });
  expect(await handOver(source)).toEqual({ taken: 0, failed: 0 });
  expect(queue.messages().map(({ body }) => body)).toEqual(['3']);
  expect(batches.map(({ Records }) => Records.length)).toEqual([10, 2]);
  expect(batches[0]?.Records[0]).toMatchObject({
    body: '0',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    attributes: { ApproximateReceiveCount: '1' },
  });
});

test('a function that fails as a whole keeps its whole batch on the queue', async () => {
  const { queue, source } = await aSource(() => false);
  queue.put('one');
  const broken = { ...source, invoke: () => Promise.reject(new Error('out of memory')) };
  await expect(handOver(broken)).rejects.toThrow('out of memory');
  expect(queue.messages().map(({ body }) => body)).toEqual(['one']);
});
