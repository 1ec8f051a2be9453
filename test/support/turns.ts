/** Waiting for what comes over a socket: turns of the event loop, never a time. */

/** A hang shows as this error long before the test's own limit; an idle turn takes a microsecond. */
const MOST_TURNS = 2_000_000;

export async function until(isSo: () => boolean, what: () => string = () => 'it'): Promise<void> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`waited ${MOST_TURNS} turns in vain for ${what()}`);
}
