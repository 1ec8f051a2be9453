/** A run hears nobody while it computes: here it stands still for a moment, and ends if it was told to meanwhile. */
import type { Engine } from '../engine.ts';

export async function checkIn(engine: Engine, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  engine.stir();
  await engine.runUntil(engine.now);
  signal.throwIfAborted();
}
