/** What will be done about the nodes of one target, in order, with reasons; carried out after its floor is written. */
import type { ScalableRef } from './capacity.ts';
import type { Reason } from './plan.ts';
import type { SurgeTargetCapacity } from './surge-capacity.ts';
import type { TargetRef } from './target.ts';
import type { Instant } from './time.ts';

export type CapacityAction =
  | {
      readonly kind: 'PatchSurgeCapacity';
      readonly surge: string;
      /** Precondition: the surge of that name is the one that was read. */
      readonly surgeUid?: string | undefined;
      readonly target: TargetRef;
      readonly capacity: SurgeTargetCapacity;
    }
  | {
      readonly kind: 'PutBuffer';
      readonly target: TargetRef;
      readonly name: string;
      readonly chunks: number;
      readonly scalable: ScalableRef;
      /** Precondition: of the buffer that is changed; undefined = none is there, and it is made. */
      readonly uid: string | undefined;
    }
  | {
      readonly kind: 'RemoveBuffer';
      readonly target: TargetRef;
      readonly name: string;
      /** Precondition: a buffer made anew is not removed. */
      readonly uid: string;
    };

export interface CapacityPlan {
  readonly target: TargetRef;
  readonly actions: readonly CapacityAction[];
  readonly reasons: readonly Reason[];
  /** When to look again though nothing changed; undefined = only when something does. */
  readonly nextLook: Instant | undefined;
}
