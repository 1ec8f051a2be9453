/** A loop over all surges: each is looked at a little after it has changed, when it says when, and from time to time. */
import { type Instant, type Millis, minutes, plus } from '../core/model/time.ts';
import type { SurgeChanges } from '../ports/changes.ts';
import type { SurgeStateReader } from '../ports/surges.ts';
import { type LoopOptions, runLoop } from './loop.ts';
import { Workqueue } from './workqueue.ts';

export interface SurgeLoopDeps extends Pick<LoopOptions, 'clock' | 'chance' | 'log' | 'meter' | 'pulse'> {
  readonly summaries: Pick<SurgeStateReader, 'listIds'> & SurgeChanges;
}

export interface SurgeLoop {
  /** What a surge says within so long is looked at together. */
  readonly gather: Millis;
  readonly concurrency: number;
  readonly reconcile: (surge: string) => Promise<{ readonly nextLook: Instant | undefined }>;
}

const ALL_SURGES = 'all surges';
const RESYNC = minutes(10);

/** Runs until `signal` aborts. */
export async function runSurgeLoop(
  { gather, concurrency, reconcile }: SurgeLoop,
  { clock, chance, log, summaries, meter, pulse }: SurgeLoopDeps,
  signal: AbortSignal,
): Promise<void> {
  const queue = new Workqueue();
  summaries.watch((surge) => queue.addAt(surge, plus(clock.now(), gather)), signal);
  queue.add(ALL_SURGES);
  await runLoop({ queue, clock, chance, log, signal, concurrency, meter, pulse, reconcile: lookAt });

  async function lookAt(key: string): Promise<{ nextLook: Instant | undefined }> {
    if (key !== ALL_SURGES) return reconcile(key);
    for (const surge of await summaries.listIds()) queue.add(surge);
    return { nextLook: plus(clock.now(), RESYNC) };
  }
}
