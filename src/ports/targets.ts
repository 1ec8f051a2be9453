import type { FloorRecord } from '../core/model/floor-record.ts';
import type { TargetChange } from '../core/model/plan.ts';
import type { TargetRef, TargetSnapshot } from '../core/model/target.ts';

export interface TargetReader {
  /** The target as it is now; undefined when there is none. */
  read(ref: TargetRef): Promise<TargetSnapshot | undefined>;
  /** Targets that carry a record of ours, whether or not a surge still names them. */
  listRecorded(): Promise<readonly TargetRef[]>;
}

export interface TargetPatch {
  readonly resourceVersion: string;
  readonly change: TargetChange;
  readonly record: FloorRecord | null;
}

export interface ScaleChange {
  readonly from: number;
  readonly replicas: number;
}

export interface TargetWriter {
  /** One patch of bounds and record together; throws Conflict when the object is newer than `resourceVersion`. */
  patch(ref: TargetRef, patch: TargetPatch): Promise<void>;
  /** Writes `spec.replicas` of the workload through `/scale`; throws Conflict when it is not `from` any more. */
  scale(ref: TargetRef, change: ScaleChange): Promise<void>;
}
