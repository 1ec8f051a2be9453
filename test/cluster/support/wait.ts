/** Waits on real parts: polling with a deadline, and an error that says what was seen last. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  readonly seconds?: number;
  readonly everyMillis?: number;
}

/**
 * @param look gives the awaited value, or undefined or false while it is not there; it may throw meanwhile
 * @param what completes "expected ..."
 */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  { seconds = 60, everyMillis = 100 }: Patience = {},
): Promise<T> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    let last: unknown;
    try {
      const value = await look();
      if (value !== undefined && value !== false) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline)
      throw new Error(`expected ${what} within ${seconds} s, last: ${String(last)}`, { cause: last });
    await sleep(everyMillis);
  }
}
