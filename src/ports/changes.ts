import type { TargetRef } from '../core/model/target.ts';

export interface TargetChanges {
  /**
   * Calls `changed` for every target whose own spec, record or surges may have changed. Only a hint: it can come
   * twice, late, out of order or not at all. Ends when `signal` aborts.
   */
  watch(changed: (ref: TargetRef) => void, signal: AbortSignal): void;
}

export interface SurgeChanges {
  /** Calls `changed` with the id of every Surge whose spec or status on a target may have changed. A hint, as above. */
  watch(changed: (surge: string) => void, signal: AbortSignal): void;
}
