/** All that one decision about the node groups of a cluster goes by: every group, and every target that wants nodes of them. */
import type { ComingRaise } from '../model/coming-raise.ts';
import type { GroupReading, GroupRef } from '../model/node-group.ts';
import type { Resources, RoomSnapshot } from '../model/room.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetRef } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import type { NodeGroupConfig } from './node-group-config.ts';

export interface NodeGroupsSnapshot {
  /** In whose name groups are recorded. */
  readonly cluster: string;
  /** Those of the configuration in its order, then those that are none of it any more and carry our record. */
  readonly groups: readonly GroupSighting[];
  readonly needs: readonly TargetNeed[];
  /** There are targets that may want nodes, and nobody can tell: no group is lowered. */
  readonly isPartial?: boolean | undefined;
  /** By the key of a group: why AWS has just refused to change it. */
  readonly refused?: Readonly<Record<string, string>> | undefined;
}

export interface GroupSighting {
  readonly ref: GroupRef;
  /** Undefined = not configured any more: it is given back. */
  readonly config: NodeGroupConfig | undefined;
  readonly reading: GroupReading;
  /** What a node of its instance type has for pods, where nothing else tells. */
  readonly typeShape?: Resources | undefined;
}

/** A target for which node groups are the lever. */
export interface TargetNeed {
  readonly target: TargetRef;
  /** Every surge that names it. */
  readonly surges: readonly Surge[];
  readonly raises: readonly ComingRaise[];
  /** Those of the surges that wanted nodes first whose floor is up by now. */
  readonly raised: readonly Surge[];
  /** What the surges that are on ask for now. */
  readonly standing: number;
  /** Undefined when it scales nothing whose pods are known. */
  readonly room: RoomSnapshot | undefined;
  /** The time by which pre-scaling decides on the target. */
  readonly now: Instant;
}
