/** The clock of an engine that the test steps: what waits for an instant goes on when the engine gets there. */
import type { Clock } from '../../src/ports/clock.ts';
import type { Engine } from '../../src/sim/engine.ts';

export const steppedClock = (engine: Engine): Clock => ({
  now: () => engine.now,
  wake: (at, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      engine.at(at, () => {
        resolve();
        engine.stir();
      });
    }),
});
