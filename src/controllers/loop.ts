/**
 * Runs a reconcile over the keys of a queue until told to stop. The contract, for whoever writes one:
 * - It gets a key, never an event: it looks at the world as it is and brings it nearer to what is wanted. Why it was
 *   called, how often, and what came in between must not matter.
 * - `nextLook` says when to call it again though nothing changed: exactly then, or at once when that has passed;
 *   undefined = only when somebody adds the key. It takes the place of every wake-up asked for before the run.
 * - What it throws is judged by its disposition alone. One key never stops the loop or holds up another, unless it
 *   hangs: on abort of `signal` it must come to an end.
 */
import { asInstant, type Instant, plus } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import { dispositionOf, retryAfterOf } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import { Backoff } from './backoff.ts';
import type { Workqueue } from './workqueue.ts';

export interface LoopOptions {
  readonly queue: Workqueue;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Runs at once, of different keys. */
  readonly concurrency: number;
  readonly reconcile: Reconcile;
}

export type Reconcile = (
  key: string,
  signal: AbortSignal,
) => Promise<{ readonly nextLook: Instant | undefined }>;

/** With it `Clock.wake` waits for its signal alone. */
const NEVER = asInstant(Number.POSITIVE_INFINITY);
/** Said, or every ring would make an error with a stack that nobody reads. */
const RUNG = 'rung';

/** Resolves when `signal` has aborted and every run has ended; keys that wait stay in the queue. */
export async function runLoop(options: LoopOptions): Promise<void> {
  const { queue, clock, signal, concurrency } = options;
  if (!(concurrency >= 1))
    throw new RangeError(`Expected \`concurrency\` to be at least 1, got ${concurrency}`);
  const backoff = new Backoff(options.chance);
  const runs = new Set<Promise<void>>();
  let bell = new AbortController();
  const ring = (): void => bell.abort(RUNG);
  const deafen = queue.listen(ring);
  signal.addEventListener('abort', ring);
  while (!signal.aborted) {
    // Made before the runs begin: what rings while they do is heard by the wait.
    bell = new AbortController();
    startRuns();
    await clock.wake(runs.size < concurrency ? (queue.nextDue() ?? NEVER) : NEVER, bell.signal);
  }
  signal.removeEventListener('abort', ring);
  deafen();
  await Promise.all(runs);

  function startRuns(): void {
    const now = clock.now();
    while (runs.size < concurrency) {
      const key = queue.take(now);
      if (key === undefined) return;
      const run = runOnce(key, options, backoff).finally(() => {
        runs.delete(run);
        ring();
      });
      runs.add(run);
    }
  }
}

async function runOnce(key: string, options: LoopOptions, backoff: Backoff): Promise<void> {
  const { queue, reconcile, signal } = options;
  try {
    const { nextLook } = await reconcile(key, signal);
    backoff.forget(key);
    if (nextLook !== undefined) queue.addAt(key, nextLook);
  } catch (error) {
    if (signal.aborted) queue.add(key);
    else fail(key, error, options, backoff);
  } finally {
    queue.done(key);
  }
}

function fail(key: string, error: unknown, { queue, clock, log }: LoopOptions, backoff: Backoff): void {
  const disposition = dispositionOf(error);
  const verdict = backoff.judge(key, disposition, retryAfterOf(error));
  if (verdict.kind === 'again') queue.addAt(key, plus(clock.now(), verdict.delay));
  if (disposition === 'notFound') return;
  const retryMillis = verdict.kind === 'again' ? Math.round(verdict.delay) : undefined;
  const fields = { key, disposition, error: describe(error), retryMillis };
  if (disposition === 'conflict') log.info('reconcile lost a race, deciding anew', fields);
  else log.warn(retryMillis === undefined ? 'reconcile refused, not retried' : 'reconcile failed', fields);
}

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
