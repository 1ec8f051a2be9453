/** An engine that keeps pace with a clock, perhaps at a multiple of its speed. */
import { asMillis, between, plus } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Engine } from './engine.ts';

/** Of the clock: as often as people and programs can tell. */
const STEP = asMillis(20);

/** Until `signal` aborts. A clock that jumps back holds the engine still until it is there again. */
export async function keepPace(
  engine: Engine,
  clock: Clock,
  speed: number,
  signal: AbortSignal,
): Promise<void> {
  const begun = clock.now();
  const start = engine.now;
  while (!signal.aborted) {
    await clock.wake(plus(clock.now(), STEP), signal);
    const passed = between(begun, clock.now()) * speed;
    await engine.runUntil(plus(start, asMillis(passed)));
  }
}
