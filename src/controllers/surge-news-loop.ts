/** News of all surges, for as long as a controller runs. */
import { seconds } from '../core/model/time.ts';
import { runSurgeLoop, type SurgeLoopDeps } from './surge-loop.ts';
import { type NewsDeps, reconcileNews } from './surge-news.ts';

export type SurgeNewsDeps = NewsDeps & SurgeLoopDeps;

/** A thousand floors that go up are told of together. */
const GATHER = seconds(2);
const CONCURRENCY = 4;

/** Runs until `signal` aborts. */
export const runSurgeNewsController = (deps: SurgeNewsDeps, signal: AbortSignal): Promise<void> =>
  runSurgeLoop(
    { gather: GATHER, concurrency: CONCURRENCY, reconcile: (surge) => reconcileNews(surge, deps) },
    deps,
    signal,
  );
