import type { Surge, SurgeTargetStatus } from '../core/model/surge.ts';
import type { TargetRef } from '../core/model/target.ts';

export interface SurgeReader {
  /** Every surge in the store, cancelled and past ones too. */
  list(): Promise<readonly Surge[]>;
  /** The surges that name the target. */
  listFor(ref: TargetRef): Promise<readonly Surge[]>;
}

export interface SurgeStatusWriter {
  /** Replaces the status of one target on one surge and leaves the others alone. */
  patchStatus(surge: string, target: TargetRef, status: SurgeTargetStatus): Promise<void>;
}
