/** What becomes of one message: acknowledged as stored, known, ignored or refused; or failed, to come again. */
import type { SQSRecord } from 'aws-lambda';
import type { InboundReading } from '../../api/events/read-event.ts';
import type { Instant } from '../../core/model/time.ts';
import type { InboundEvent } from '../../core/prescale/inbound-event.ts';
import type { EventOutcome } from '../../ports/functions-meter.ts';
import type { ShareResult } from './cluster-share.ts';
import { within } from './time-bound.ts';
import type { FunctionsWorld } from './world.ts';

/** `unread`: reading it failed by a defect of ours. */
export type Reading = InboundReading | { readonly kind: 'unread'; readonly error: string };

/** By event, what became of it in each of its clusters. */
export type Stored = ReadonlyMap<InboundEvent, readonly ShareResult[]>;

export interface Handling {
  readonly stored: Promise<Stored>;
  readonly world: FunctionsWorld;
  readonly until: Instant;
}

interface Settled {
  readonly outcome: EventOutcome;
  /** Why it was not stored. */
  readonly reason?: string | undefined;
}

/** Never rejects. */
export async function settle(record: SQSRecord, reading: Reading, handling: Handling): Promise<EventOutcome> {
  const { outcome, reason } = await settledOf(record, reading, handling);
  const { log, meter } = handling.world;
  const fields = { messageId: record.messageId, reason };
  if (outcome === 'failed' || outcome === 'refused') log.warn(`event ${outcome}`, fields);
  else log.info(`event ${outcome}`, fields);
  meter?.settled(outcome);
  return outcome;
}

async function settledOf(record: SQSRecord, reading: Reading, handling: Handling): Promise<Settled> {
  switch (reading.kind) {
    case 'event':
      return settledBy((await handling.stored).get(reading.event) ?? []);
    case 'ignored':
      return { outcome: 'ignored', reason: reading.reason };
    case 'refused':
      return keep(record, reading.problems.join('; '), handling);
    case 'unread':
      return { outcome: 'failed', reason: reading.error };
  }
}

function settledBy(results: readonly ShareResult[]): Settled {
  const errors = results.flatMap((result) => (result.kind === 'failed' ? [result.error] : []));
  const taken = results.flatMap((result) => (result.kind === 'taken' ? [result.taken.outcome] : []));
  // Stored nowhere is not stored: an event that is for no cluster must not pass for one that is done.
  if (errors.length > 0 || taken.length === 0) return { outcome: 'failed', reason: errors.join('; ') };
  return taken.includes('stored') ? { outcome: 'stored' } : { outcome: 'known', reason: taken.join(', ') };
}

/** Acknowledged only when it is kept: else it comes again, and after some times the queue keeps it. */
async function keep(
  { body, messageId }: SQSRecord,
  reason: string,
  { world, until }: Handling,
): Promise<Settled> {
  try {
    await within(until, world.clock, () => world.deadLetters.put({ body, reason, messageId }));
  } catch (error) {
    return { outcome: 'failed', reason: `${reason}; not kept: ${String(error)}` };
  }
  world.meter?.deadLetter();
  return { outcome: 'refused', reason };
}
