/** What will be done about the node groups of a cluster, in order, with reasons; carried out after the floors are written. */
import type { CapacityAction } from './capacity-plan.ts';
import type { GroupRecord, GroupRecordReading, GroupRef } from './node-group.ts';
import type { Reason } from './plan.ts';
import type { TargetRef } from './target.ts';

export type GroupAction =
  | {
      readonly kind: 'RecordGroup';
      readonly group: GroupRef;
      /** Precondition: what its tag says. */
      readonly expected: GroupRecordReading;
      readonly record: GroupRecord;
    }
  | {
      readonly kind: 'ResizeGroup';
      readonly group: GroupRef;
      /** Precondition: what its tag says. */
      readonly expected: GroupRecordReading;
      /** Precondition: the sizes that were seen; that of `desired` only where it is written. */
      readonly from: { readonly min: number; readonly desired: number };
      readonly min: number;
      /** Only ever up; undefined = as it is. */
      readonly desired: number | undefined;
    }
  | {
      readonly kind: 'ForgetGroup';
      readonly group: GroupRef;
      readonly expected: GroupRecordReading;
    };

export interface GroupPlan {
  readonly group: GroupRef;
  /** The first that fails ends them. */
  readonly actions: readonly GroupAction[];
  /** One sentence for a person on call; undefined = nothing changes. */
  readonly reason: string | undefined;
}

/** What the surges on one target say of its nodes. */
export interface TargetNodesPlan {
  readonly target: TargetRef;
  readonly actions: readonly Extract<CapacityAction, { kind: 'PatchSurgeCapacity' }>[];
  readonly reasons: readonly Reason[];
}

export interface NodeGroupsPlan {
  readonly targets: readonly TargetNodesPlan[];
  readonly groups: readonly GroupPlan[];
  /** Something is to come: look again soon. */
  readonly isOpen: boolean;
}
