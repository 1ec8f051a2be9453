/**
 * Works the keys of a queue until none is due before an instant, and never beyond it: what falls due meanwhile is waited
 * for. Unlike the loop of a controller it comes to an end by itself.
 */
import { earlier, type Instant } from '../core/model/time.ts';
import { type RunOptions, runOnce } from './run.ts';

export interface ShiftLoopOptions extends RunOptions {
  /** Runs at once, of different keys. */
  readonly concurrency: number;
}

/** Said, or every ring would make an error with a stack that nobody reads. */
const RUNG = 'rung';

/** Never rejects. Resolves to the keys that are still being worked on at `until`, or when `signal` aborts: they may hang. */
export async function workUntil(until: Instant, options: ShiftLoopOptions): Promise<readonly string[]> {
  const { queue, clock, signal, concurrency } = options;
  const runs = new Map<string, Promise<void>>();
  let bell = new AbortController();
  const ring = (): void => bell.abort(RUNG);
  const deafen = queue.listen(ring);
  signal.addEventListener('abort', ring);
  while (!signal.aborted && clock.now() < until) {
    // Made before the runs begin: what rings while they do is heard by the wait.
    bell = new AbortController();
    startRuns(clock.now());
    const due = queue.nextDue() ?? until;
    if (runs.size === 0 && due >= until) break;
    await clock.wake(runs.size < concurrency ? earlier(due, until) : until, bell.signal);
  }
  signal.removeEventListener('abort', ring);
  deafen();
  return [...runs.keys()];

  function startRuns(now: Instant): void {
    while (runs.size < concurrency) {
      const key = queue.take(now);
      if (key === undefined) return;
      const run = runOnce(key, options).finally(() => {
        runs.delete(key);
        ring();
      });
      runs.set(key, run);
    }
  }
}
