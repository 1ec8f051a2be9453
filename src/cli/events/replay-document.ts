/** What `forescale events replay` prints: what became of each message. */
import * as z from 'zod';
import type { QueuedMessage } from '../../ports/message-queue.ts';
import { printable } from '../wording.ts';
import { wrap } from '../wrapping.ts';
import { namesIn } from './event-names.ts';

export const replayDocument = z.strictObject({
  version: z.literal(1).describe('Of this document; what it means stays the same for a version.'),
  from: z.string().describe('URL of the queue that was read.'),
  to: z.string().describe('URL of the queue that was sent to.'),
  dryRun: z.boolean().describe('Nothing was sent, and nothing removed.'),
  complete: z.boolean().describe('Every message that was there was looked at.'),
  messages: z.array(
    z.strictObject({
      id: z.string().describe('Of the queue that was read.'),
      type: z.string().nullable().describe('Detail type of the event; null when it cannot be told.'),
      eventId: z.string().nullable().describe('Of the event; null when it cannot be told.'),
      outcome: z
        .enum(['sent', 'planned', 'kept', 'failed'])
        .describe(
          'planned = would be sent; kept = still bad, it stays where it is; failed = it stays, or may come twice.',
        ),
      sentAs: z.string().nullable().describe('Its id in the queue that was sent to.'),
      reason: z.string().nullable().describe('Why it was kept, or failed; else why it was there, if known.'),
    }),
  ),
});

export type ReplayDocument = z.infer<typeof replayDocument>;
export type ReplayRow = ReplayDocument['messages'][number];

export const replayDocumentSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(replayDocument),
  title: 'Messages of forescale events replay',
});

export const rowOf = (
  { id, body, reason }: QueuedMessage,
  outcome: ReplayRow['outcome'],
  more: Partial<Pick<ReplayRow, 'sentAs' | 'reason'>> = {},
): ReplayRow => ({ id, ...namesIn(body), outcome, sentAs: null, reason: reason ?? null, ...more });

/** What stays is listed with its reason; of what was sent the number is enough. */
export function renderReplay({ messages, dryRun, complete }: ReplayDocument): string {
  if (messages.length === 0) return complete ? 'no messages\n' : '';
  const stays = messages.filter(({ outcome }) => outcome === 'kept' || outcome === 'failed');
  const sent = messages.length - stays.length;
  const total = `${sent} ${dryRun ? 'would be sent' : 'sent'}, ${stays.length} not sent`;
  return [...stays.flatMap(renderRow), total, ''].join('\n');
}

function renderRow({ id, type, eventId, reason }: ReplayRow): readonly string[] {
  const head = [id, type, eventId].filter((part) => part !== null).join('  ');
  return [printable(head), ...wrap(printable(reason ?? ''), '    '), ''];
}
