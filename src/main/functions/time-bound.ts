/** Waiting that ends: what hangs on one cluster must not take the whole invocation with it. */
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';

/** Said, or every end would make an error with a stack that nobody reads. */
const ENDED = 'ended';

/** As `work` ends; throws Unavailable when it has not ended by `until`, and does not begin it when that is past. */
export async function within<T>(until: Instant, clock: Clock, work: () => Promise<T>): Promise<T> {
  if (clock.now() >= until) throw tooLate(until);
  const ended = new AbortController();
  const late = clock.wake(until, ended.signal).then((): never => {
    throw tooLate(until);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    ended.abort(ENDED);
  }
}

const tooLate = (until: Instant): Unavailable =>
  new Unavailable(`not done by ${formatInstant(until)}, when this invocation has to end`);
