/** How long keys wait and runs take: what a loop tells its meter. */
import { asMillis, between, type Instant, type Millis } from '../core/model/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { LoopMeter, LoopReading, RunResult } from '../ports/metrics.ts';
import type { Workqueue } from './workqueue.ts';

export interface RunMeasures {
  started(key: string): void;
  ended(key: string, result: RunResult, retried: boolean): void;
}

/** Undefined without a meter: nothing is kept then. */
export function measureRuns(
  queue: Workqueue,
  clock: Pick<Clock, 'now'>,
  meter: LoopMeter | undefined,
): RunMeasures | undefined {
  if (meter === undefined) return undefined;
  const waiting = new Map<string, Instant>();
  const running = new Map<string, Instant>();
  queue.observe((key, due) => {
    waiting.set(key, due ?? clock.now());
    meter.queued();
  });
  meter.attach(() => readingOf(waiting, running, clock.now()));
  return {
    started(key) {
      const now = clock.now();
      meter.started(sinceOf(waiting, key, now));
      waiting.delete(key);
      running.set(key, now);
    },
    ended(key, result, retried) {
      meter.ended(result, sinceOf(running, key, clock.now()), retried);
      running.delete(key);
    },
  };
}

function readingOf(
  waiting: ReadonlyMap<string, Instant>,
  running: ReadonlyMap<string, Instant>,
  now: Instant,
): LoopReading {
  const longest = [...running.values()].reduce((most, since) => Math.max(most, between(since, now)), 0);
  return { waiting: waiting.size, longestRun: asMillis(longest) };
}

/** Never negative: the clock of a machine may be set back. */
const sinceOf = (instants: ReadonlyMap<string, Instant>, key: string, now: Instant): Millis =>
  asMillis(Math.max(0, between(instants.get(key) ?? now, now)));
