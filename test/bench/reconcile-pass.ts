/** One pass of the controller over every target of a fleet: queue, loop, observe, decide, apply, report. */
import { runPrescaleController } from '../../src/controllers/prescale-controller.ts';
import type { Instant } from '../../src/core/model/time.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { DEFAULTS } from '../support/a-world.ts';
import { type Fleet, LOOKED_AT } from './fleet.ts';

const CONCURRENCY = 10;

/** Stands still: whoever waits for a later instant waits for the signal. */
class StoppedClock implements Clock {
  now(): Instant {
    return LOOKED_AT;
  }

  wake(_at: Instant, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }
}

/** Takes no time but the controller's own: ports that answer at once leave microtasks alone. */
export async function runPass(fleet: Fleet): Promise<void> {
  const stop = new AbortController();
  const ended = runPrescaleController(
    {
      clock: new StoppedClock(),
      targets: fleet,
      surges: fleet,
      changes: { watch: () => {} },
      chance: () => 0.5,
      config: DEFAULTS,
      log: { info: () => {}, warn: () => {} },
      concurrency: CONCURRENCY,
    },
    stop.signal,
  );
  // A macrotask comes after every microtask there is: by then the pass is over.
  await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
  await ended;
}

/** Passes until one writes nothing, the pods following. */
export async function settleFleet(fleet: Fleet): Promise<void> {
  for (let pass = 0; pass < 10; pass += 1) {
    const before = fleet.counts.writes;
    await runPass(fleet);
    fleet.catchUp();
    if (fleet.counts.writes === before) return;
  }
  throw new Error('expected a pass that writes nothing within ten, got none');
}
