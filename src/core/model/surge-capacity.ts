/** What a surge says of the nodes that were asked for on one of its targets, written only when it changes. */
import type { CapacityCondition } from './capacity.ts';
import type { GroupRef } from './node-group.ts';
import type { Instant } from './time.ts';

/**
 * Our own reading, whichever lever there is: a CapacityBuffer, or the minimum of node groups.
 * `Requested`: the lever is set, the nodes are to come. `Provisioned`: all pods to come fit on nodes that are Ready.
 * `NotNeeded`: they fit without it, or are asked for already. `Ignored`: nobody takes the buffer up.
 * `Refused`: the API server or AWS does not take it from us, or the autoscaler cannot use it. `Unavailable`: there is no lever, pods go first.
 * `Released`: the nodes have done their work, or are not wanted.
 */
export type CapacityPhase =
  | 'Requested'
  | 'Provisioned'
  | 'NotNeeded'
  | 'Ignored'
  | 'Refused'
  | 'Unavailable'
  | 'Released';

/** A node group that is held up for pods to come: also what we go by when its own record is lost. */
export interface GroupHold extends GroupRef {
  /** The minimum that its owner wants. */
  readonly min: number;
  /** The minimum that it is held at. */
  readonly size: number;
}

export interface SurgeTargetCapacity {
  readonly phase: CapacityPhase;
  /** Name of the CapacityBuffer, in the namespace of the target; undefined where node groups are raised. */
  readonly buffer?: string | undefined;
  /** The groups that are raised for the pods; undefined where buffers are the lever. */
  readonly groups?: readonly GroupHold[] | undefined;
  /** Pods to come that room is asked for, those of all surges on the target; 0 when for none. */
  readonly chunks: number;
  /** New nodes that these need by our packing when they were asked for; undefined when no node tells the shape. */
  readonly nodes: number | undefined;
  /** Since when it has been in this phase. */
  readonly since: Instant;
  /** One sentence for a person on call. */
  readonly message: string;
  readonly conditions: readonly CapacityCondition[];
  /** The instant for which this was decided. */
  readonly at: Instant;
}
