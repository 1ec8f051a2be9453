/** One call of the AWS SDK: on our clock, and its errors as faults. */
import { type Millis, plus, toSeconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';
import { faultOfSdk } from './sdk-faults.ts';

export interface CallLimit {
  readonly clock: Clock;
  /** For all attempts of the SDK together. */
  readonly within: Millis;
}

/** `what` names the request in the fault: `eks DescribeCluster of web`. The call's signal aborts when time is up. */
export async function callSdk<T>(
  what: string,
  { clock, within }: CallLimit,
  call: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const answered = new AbortController();
  const limit = new AbortController();
  const late = clock.wake(plus(clock.now(), within), answered.signal).then(() => {
    if (!answered.signal.aborted) limit.abort();
    throw new Unavailable(`${what}: no answer within ${toSeconds(within)} s`);
  });
  try {
    return await Promise.race([call(limit.signal), late]);
  } catch (error) {
    throw faultOfSdk(what, error);
  } finally {
    answered.abort();
  }
}

/** For the constructor of a client: requests are few and answers short, so a second attempt is soon or in vain. */
export const ATTEMPTS = { maxAttempts: 2 } as const;
