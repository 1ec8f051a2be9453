/** What is measured of a running controller. Names, units and buckets are the adapter's affair. A meter never throws. */
import type { TargetRef } from '../core/model/target.ts';
import type { Millis } from '../core/model/time.ts';
import type { Disposition } from './faults.ts';

export type RunResult = 'success' | Disposition;

/** One loop and its queue. */
export interface LoopMeter {
  /** Called once, before anything else: how the loop stands can be read from here on. */
  attach(read: () => LoopReading): void;
  /** A key has begun to wait for a run, at once or because its time has come. */
  queued(): void;
  /** A run begins, this long after its key began to wait. */
  started(waited: Millis): void;
  /** `retried`: the key comes back by itself because of a fault. */
  ended(result: RunResult, took: Millis, retried: boolean): void;
}

/** What a queue and its runs look like at this instant. */
export interface LoopReading {
  readonly waiting: number;
  readonly longestRun: Millis;
}

export interface RequestMeter {
  /** One answered request; `code` is that of HTTP, 0 when no answer came. */
  answered(method: string, code: number, took: Millis): void;
}

/** How a target stands after a pass. */
export interface TargetReading {
  readonly ref: TargetRef;
  /** Undefined when nothing of ours is on it any more. */
  readonly floor: number | undefined;
  readonly baseline: number;
  readonly readyReplicas: number;
}

export interface PassMeter {
  passed(reading: TargetReading): void;
  /** The floor of a surge stands, this long after it was due. */
  raised(lateness: Millis): void;
  /** A surge is warm on a target, this long after the floor went up. */
  warmed(took: Millis): void;
}

export interface LeadershipMeter {
  led(isLeader: boolean): void;
}

/** Surges by phase, counted when somebody asks for the metrics. */
export type SurgeCensus = () => Promise<Readonly<Record<string, number>>>;
