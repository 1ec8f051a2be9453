/** Calls that end by an instant, whatever the other side does. */
import type { Instant } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';

/** Throws Unavailable at `at`, and as soon as `stop` aborts; the call's own signal aborts then. */
export async function endBy<T>(
  clock: Clock,
  at: Instant,
  call: (limit: AbortSignal) => Promise<T>,
  stop?: AbortSignal,
): Promise<T> {
  const answered = new AbortController();
  const limit = new AbortController();
  const waited = AbortSignal.any([answered.signal, ...(stop === undefined ? [] : [stop])]);
  const late = clock.wake(at, waited).then(() => {
    const reason = new Unavailable('no answer in time');
    // Who has answered is not cut off.
    if (!answered.signal.aborted) limit.abort(reason);
    throw reason;
  });
  try {
    return await Promise.race([call(limit.signal), late]);
  } finally {
    answered.abort();
  }
}
