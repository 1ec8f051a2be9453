/** News of all surges, for as long as a controller runs: a surge is looked at when it changes, and when it says when. */
import { type Instant, minutes, plus, seconds } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { SurgeChanges } from '../ports/changes.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import type { SurgeStateReader } from '../ports/surges.ts';
import { type Pulse, runLoop } from './loop.ts';
import { type NewsDeps, reconcileNews } from './surge-news.ts';
import { Workqueue } from './workqueue.ts';

export interface SurgeNewsDeps extends NewsDeps {
  readonly chance: Chance;
  readonly summaries: SurgeStateReader & SurgeChanges;
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

const ALL_SURGES = 'all surges';
const RESYNC = minutes(10);
/** A thousand floors that go up are told of together. */
const GATHER = seconds(2);
const CONCURRENCY = 4;

/** Runs until `signal` aborts. */
export async function runSurgeNewsController(deps: SurgeNewsDeps, signal: AbortSignal): Promise<void> {
  const { clock, chance, log, summaries, meter, pulse } = deps;
  const queue = new Workqueue();
  summaries.watch((surge) => queue.addAt(surge, plus(clock.now(), GATHER)), signal);
  queue.add(ALL_SURGES);
  await runLoop({ queue, clock, chance, log, signal, concurrency: CONCURRENCY, meter, pulse, reconcile });

  async function reconcile(key: string): Promise<{ nextLook: Instant | undefined }> {
    if (key !== ALL_SURGES) return reconcileNews(key, deps);
    for (const surge of await summaries.listIds()) queue.add(surge);
    return { nextLook: plus(clock.now(), RESYNC) };
  }
}
