/** What a surge says of the nodes that were asked for on one of its targets, written only when it changes. */
import type { CapacityCondition } from './capacity.ts';
import type { Instant } from './time.ts';

/**
 * Our own reading, whichever autoscaler there is.
 * `Requested`: a buffer stands, the nodes are to come. `Provisioned`: all pods to come fit on nodes that are Ready.
 * `NotNeeded`: they fit without a buffer, or are asked for already. `Ignored`: nobody takes the buffer up.
 * `Refused`: the API server takes no such buffer from us, or the autoscaler cannot use it. `Unavailable`: there can be no buffer, pods go first.
 * `Released`: the buffer has done its work, or is not wanted.
 */
export type CapacityPhase =
  | 'Requested'
  | 'Provisioned'
  | 'NotNeeded'
  | 'Ignored'
  | 'Refused'
  | 'Unavailable'
  | 'Released';

export interface SurgeTargetCapacity {
  readonly phase: CapacityPhase;
  /** Name of the CapacityBuffer, in the namespace of the target. */
  readonly buffer: string;
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
