/** Ticks one after the other: once a minute on AWS, here as soon as the one before has nothing more to wait for. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Trial } from './trial.ts';

const BETWEEN_MILLIS = 500;

/** Ticks for as long as `work` goes on; a tick that fails ends both. */
export async function whileTicking<T>(trial: Trial, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const ticking = tickUntil(trial, over.signal);
  try {
    return await Promise.race([work(), ticking.then(() => Promise.reject(new Error('no tick goes on')))]);
  } finally {
    over.abort();
    await ticking;
  }
}

async function tickUntil(trial: Trial, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await trial.tick();
    await pause(BETWEEN_MILLIS);
  }
}
