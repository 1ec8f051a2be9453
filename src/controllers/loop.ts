/**
 * Runs a reconcile over the keys of a queue until told to stop. The contract, for whoever writes one:
 * - It gets a key, never an event: it looks at the world as it is and brings it nearer to what is wanted. Why it was
 *   called, how often, and what came in between must not matter.
 * - `nextLook` says when to call it again though nothing changed: exactly then, or at once when that has passed;
 *   undefined = only when somebody adds the key. It takes the place of every wake-up asked for before the run.
 * - What it throws is judged by its disposition alone. One key never stops the loop or holds up another, unless it
 *   hangs: on abort of `signal` it must come to an end.
 */
import { asInstant, earlier, type Instant, type Millis, plus } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import { Backoff } from './backoff.ts';
import { type Reconcile, runOnce } from './run.ts';
import { measureRuns } from './run-measures.ts';
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
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

/** Shows that keys are taken: `beat` is called at least this often, unless every run that may go on at once hangs. */
export interface Pulse {
  readonly every: Millis;
  readonly beat: (now: Instant) => void;
}

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
  const measures = measureRuns(queue, clock, options.meter);
  const runs = new Set<Promise<void>>();
  let bell = new AbortController();
  const ring = (): void => bell.abort(RUNG);
  const deafen = queue.listen(ring);
  signal.addEventListener('abort', ring);
  while (!signal.aborted) {
    // Made before the runs begin: what rings while they do is heard by the wait.
    bell = new AbortController();
    startRuns();
    await clock.wake(runs.size < concurrency ? nextTurn(options) : NEVER, bell.signal);
  }
  signal.removeEventListener('abort', ring);
  deafen();
  await Promise.all(runs);

  function startRuns(): void {
    const now = clock.now();
    const before = runs.size;
    while (runs.size < concurrency) {
      const key = queue.take(now);
      if (key === undefined) break;
      const run = runOnce(key, { ...options, backoff, measures }).finally(() => {
        runs.delete(run);
        ring();
      });
      runs.add(run);
    }
    // Only a turn that took a key, or could have, is a sign of life.
    if (runs.size > before || runs.size < concurrency) options.pulse?.beat(now);
  }
}

function nextTurn({ queue, clock, pulse }: LoopOptions): Instant {
  const due = queue.nextDue() ?? NEVER;
  return pulse === undefined ? due : earlier(due, plus(clock.now(), pulse.every));
}
