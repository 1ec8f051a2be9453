/**
 * A batch of messages of a queue. A message is acknowledged when what it asks for is stored in every cluster that it is
 * for, when it is none of our affair, or when it is kept for a person; every other one goes back to the queue by itself.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { readEvent } from '../../api/events/read-event.ts';
import type { Instant } from '../../core/model/time.ts';
import type { InboundEvent } from '../../core/prescale/inbound-event.ts';
import { type ShareResult, takeInShare } from './cluster-share.ts';
import { type EventQueue, explainWrongQueue } from './event-queue.ts';
import { type Reading, type Stored, settle } from './settlement.ts';
import type { FunctionsWorld } from './world.ts';

/** Never rejects. No new work begins after `until`; what is not done then goes back to the queue. */
export async function handleEvents(
  batch: SQSEvent,
  world: FunctionsWorld,
  until: Instant,
  queue?: EventQueue,
): Promise<SQSBatchResponse> {
  const messages = batch.Records.map((record) => ({ record, reading: read(record, world, queue) }));
  const events = messages.flatMap(({ reading }) => (reading.kind === 'event' ? [reading.event] : []));
  const stored = takeInAll(events, world, until);
  const failed = await Promise.all(
    messages.map(async ({ record, reading }) => {
      const outcome = await settle(record, reading, { stored, world, until });
      return outcome === 'failed' ? [{ itemIdentifier: record.messageId }] : [];
    }),
  );
  return { batchItemFailures: failed.flat() };
}

function read({ body }: SQSRecord, { config }: FunctionsWorld, queue: EventQueue | undefined): Reading {
  const foreign = queue === undefined ? undefined : explainWrongQueue(body, queue);
  if (foreign !== undefined) return { kind: 'refused', problems: [foreign] };
  try {
    return readEvent(body, config);
  } catch (error) {
    // A defect of ours: the others of the batch have nothing to do with it.
    return { kind: 'unread', error: String(error) };
  }
}

/** Every cluster by itself and at once: a dead one fails its events and delays nobody. */
async function takeInAll(
  events: readonly InboundEvent[],
  world: FunctionsWorld,
  until: Instant,
): Promise<Stored> {
  const stored = new Map<InboundEvent, ShareResult[]>(events.map((event) => [event, []]));
  const clusters = new Set(events.flatMap((event) => event.clusters));
  await Promise.all(
    [...clusters].map(async (cluster) => {
      const own = events.filter((event) => event.clusters.includes(cluster));
      for (const [event, result] of await takeInShare(cluster, own, world, until))
        stored.get(event)?.push(result);
    }),
  );
  return stored;
}
