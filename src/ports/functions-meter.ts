/** What is measured of the functions. A meter never throws; names and units are the adapter's affair. */
import type { PassMeter } from './metrics.ts';

/** `known`: a duplicate, or older than what is stored. */
export type EventOutcome = 'stored' | 'known' | 'ignored' | 'refused' | 'failed';

export interface FunctionsMeter extends PassMeter {
  /** A message of a queue has been dealt with, or goes back to it. */
  settled(outcome: EventOutcome): void;
  /** A message was kept for a person. */
  deadLetter(): void;
  /** The work on one cluster could not be done. */
  clusterFailed(): void;
}
