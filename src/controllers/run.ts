/** A run of the loop: what it says is heard, what it throws is judged, and it is measured. */
import { type Instant, plus } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import { dispositionOf, retryAfterOf } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import type { Backoff } from './backoff.ts';
import type { RunMeasures } from './run-measures.ts';
import type { Workqueue } from './workqueue.ts';

export type Reconcile = (
  key: string,
  signal: AbortSignal,
) => Promise<{ readonly nextLook: Instant | undefined }>;

export interface RunOptions {
  readonly queue: Workqueue;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly reconcile: Reconcile;
  readonly backoff: Backoff;
  readonly measures: RunMeasures | undefined;
}

/** One run of one key, whatever comes of it: never rejects. */
export async function runOnce(key: string, options: RunOptions): Promise<void> {
  const { queue, reconcile, signal, backoff, measures } = options;
  measures?.started(key);
  try {
    const { nextLook } = await reconcile(key, signal);
    backoff.forget(key);
    if (nextLook !== undefined) queue.addAt(key, nextLook);
    measures?.ended(key, 'success', false);
  } catch (error) {
    if (signal.aborted) queue.add(key);
    const isRetried = signal.aborted || fail(key, error, options);
    measures?.ended(key, dispositionOf(error), isRetried);
  } finally {
    queue.done(key);
  }
}

/** Whether the key comes back by itself. */
function fail(key: string, error: unknown, { queue, clock, log, backoff }: RunOptions): boolean {
  const disposition = dispositionOf(error);
  const verdict = backoff.judge(key, disposition, retryAfterOf(error));
  if (verdict.kind === 'again') queue.addAt(key, plus(clock.now(), verdict.delay));
  if (disposition === 'notFound') return false;
  const retryMillis = verdict.kind === 'again' ? Math.round(verdict.delay) : undefined;
  const fields = { key, disposition, error: describe(error), retryMillis };
  if (disposition === 'conflict') log.info('reconcile lost a race, deciding anew', fields);
  else log.warn(retryMillis === undefined ? 'reconcile refused, not retried' : 'reconcile failed', fields);
  return verdict.kind === 'again';
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
