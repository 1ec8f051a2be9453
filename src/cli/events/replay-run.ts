/** The work of `forescale events replay`: a message is removed only when it has been taken elsewhere. */
import type { MessageSink, MessageSource, QueuedMessage } from '../../ports/message-queue.ts';
import { type ReplayRow, rowOf } from './replay-document.ts';

export interface ReplayWishes {
  /** Sends what is still bad, too. */
  readonly all: boolean;
  readonly dryRun: boolean;
}

export interface ReplayParts {
  readonly from: MessageSource;
  readonly to: MessageSink;
  /** Why a message would not be taken in; undefined when it would. */
  readonly complain: (body: string) => string | undefined;
  readonly onProgress: (rows: readonly ReplayRow[]) => void;
}

export interface Replayed {
  readonly rows: readonly ReplayRow[];
  /** Nothing that was there was left out. */
  readonly complete: boolean;
  /** What ended it early; undefined when nothing did. */
  readonly fault: Error | undefined;
}

interface Handled {
  readonly row: ReplayRow;
  readonly fault?: Error;
}

/** Ends when nothing new is there, when `signal` aborts or when a queue fails. What was not sent is there as before. */
export async function replay(
  wishes: ReplayWishes,
  parts: ReplayParts,
  signal: AbortSignal,
): Promise<Replayed> {
  const rows = new Map<string, ReplayRow>();
  const staying = new Map<string, QueuedMessage>();
  const sent = new Set<string>();
  // Queues hand out twice; and what was sent may be back already, refused anew.
  const isNew = ({ id, sourceMessageId }: QueuedMessage) =>
    !rows.has(id) && !sent.has(id) && !sent.has(sourceMessageId ?? id);
  let complete = false;
  let knownInARow = 0;
  const faults: Error[] = [];
  const note = ({ row, fault: own }: Handled): void => {
    rows.set(row.id, row);
    if (own !== undefined) faults.push(own);
    if (row.sentAs === null) return;
    sent.add(row.sentAs);
    staying.delete(row.id);
  };
  try {
    while (!complete && !signal.aborted && faults.length === 0) {
      const received = await parts.from.receive();
      for (const message of received) staying.set(message.id, message);
      const fresh = received.filter(isNew);
      knownInARow = fresh.length > 0 ? 0 : knownInARow + received.length;
      // What stays shows again after a while, before the rest of a long queue has been seen.
      complete = received.length === 0 || knownInARow > staying.size;
      for (const handled of await Promise.all(fresh.map((each) => handle(each, wishes, parts))))
        note(handled);
      if (fresh.length > 0) parts.onProgress([...rows.values()]);
    }
  } catch (error) {
    faults.push(asError(error));
  }
  // Hidden, they would seem to be gone. Where this fails they show by themselves after a while.
  await Promise.allSettled([...staying.values()].map((message) => parts.from.release(message)));
  return { rows: [...rows.values()], complete, fault: faults[0] };
}

async function handle(
  message: QueuedMessage,
  { all, dryRun }: ReplayWishes,
  { from, to, complain }: ReplayParts,
): Promise<Handled> {
  const complaint = complain(message.body);
  if (complaint !== undefined && !all) return { row: rowOf(message, 'kept', { reason: complaint }) };
  if (dryRun) return { row: rowOf(message, 'planned') };
  let sentAs: string | null = null;
  try {
    sentAs = await to.send(message.body);
    await from.remove(message);
    return { row: rowOf(message, 'sent', { sentAs }) };
  } catch (error) {
    const fault = asError(error);
    const reason =
      sentAs === null
        ? fault.message
        : `sent, but still here, so that it may be sent again: ${fault.message}`;
    return { row: rowOf(message, 'failed', { sentAs, reason }), fault };
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
