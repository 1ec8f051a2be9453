import type { Instant } from '../core/model/time.ts';

export interface Clock {
  /** Read once per reconcile and passed down. */
  now(): Instant;
  /** Resolves at `at`, or as soon as `signal` aborts; never rejects. */
  wake(at: Instant, signal: AbortSignal): Promise<void>;
}
