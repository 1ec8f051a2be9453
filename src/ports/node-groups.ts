import type { NodeGroupConfig } from '../core/capacity/node-group-config.ts';
import type {
  GroupRecord,
  GroupRecordReading,
  GroupRef,
  GroupState,
  GroupTroubles,
} from '../core/model/node-group.ts';
import type { Resources } from '../core/model/room.ts';

export interface NodeGroupReader {
  /**
   * The groups of these names that exist, and all others of the region that carry a record, whoever wrote it. Asked in every
   * pass, so of all groups of a region at once. Throws Forbidden.
   */
  list(region: string, names: readonly string[]): Promise<readonly GroupState[]>;
  /** Asked only of a group that is to change, or whose instances do not come. */
  troublesOf(group: GroupState): Promise<GroupTroubles>;
  /** What a node of the group's instance types has for pods, the least of them; undefined when that cannot be told. */
  shapeOf(group: GroupRef): Promise<Resources | undefined>;
}

/** No store of preconditions is behind these: they are looked at right before the write, and thrown as Conflict. */
export interface NodeGroupWriter {
  record(group: GroupRef, record: GroupRecord, expected: GroupRecordReading): Promise<void>;
  resize(group: GroupRef, change: GroupResize): Promise<void>;
  /** Takes the record away. */
  forget(group: GroupRef, expected: GroupRecordReading): Promise<void>;
}

export interface GroupResize {
  readonly min: number;
  /** Undefined = as it is. */
  readonly desired: number | undefined;
  readonly from: { readonly min: number; readonly desired: number };
  readonly expected: GroupRecordReading;
}

/** The lever as it is configured for one cluster. */
export interface NodeGroupLever {
  /** In whose name groups are recorded: another one for every cluster. */
  readonly cluster: string;
  /** Where groups with a record are looked for, those of the configuration aside. */
  readonly region: string;
  /** None = the lever is off. */
  readonly groups: readonly NodeGroupConfig[];
  readonly client: NodeGroupReader & NodeGroupWriter;
}
