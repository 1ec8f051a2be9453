/**
 * Writers are given the uid of the Surge that was read, and throw Conflict when another has its name by now: what was
 * decided for one is never said of the other. Without a uid it is said of whoever is there.
 */
import type { Surge, SurgeTargetStatus } from '../core/model/surge.ts';
import type { StoredSurgeState, SurgeSummary } from '../core/model/surge-summary.ts';
import type { TargetRef } from '../core/model/target.ts';

export interface SurgeReader {
  /** Every surge in the store, cancelled and past ones too. */
  list(): Promise<readonly Surge[]>;
  /** The surges that name the target. */
  listFor(ref: TargetRef): Promise<readonly Surge[]>;
}

export interface SurgeStateReader {
  /** Every Surge object, those that cannot be understood too: `namespace/name`. */
  listIds(): Promise<readonly string[]>;
  /** All of them as they stand. */
  listStates(): Promise<readonly StoredSurgeState[]>;
  /** One of them as it stands; undefined when there is none. */
  readState(surge: string): Promise<StoredSurgeState | undefined>;
}

export interface SurgeSummaryWriter {
  /** Replaces what the surge says on the whole, and leaves what it says on its targets alone. */
  patchSummary(surge: string, summary: SurgeSummary, uid?: string): Promise<void>;
}

export interface SurgeStatusWriter {
  /** Replaces the status of one target on one surge and leaves the others alone. */
  patchStatus(surge: string, target: TargetRef, status: SurgeTargetStatus, uid?: string): Promise<void>;
}
