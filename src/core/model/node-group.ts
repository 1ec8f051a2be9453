/** Node groups that are raised ahead of pods where no autoscaler takes buffers: Auto Scaling groups, as seen at one instant. */
import type { Instant } from './time.ts';

export interface GroupRef {
  readonly region: string;
  readonly name: string;
}

export const groupKeyOf = ({ region, name }: GroupRef): string => `${region}/${name}`;

/** Kept on the group itself: written before its minimum is, so that whoever comes next knows whose it is. */
export interface GroupRecord {
  /** For which cluster it was raised: several may have groups in one account. */
  readonly cluster: string;
  /** The minimum that the owner wants. */
  readonly owner: number;
  /** The minimum that we wrote, or are about to. */
  readonly wrote: number;
  /** Minimums of ours that may stand in its place until `wrote` has been seen. */
  readonly was: readonly number[];
  /** When `wrote` was decided. */
  readonly at: Instant;
}

/** What the group's tag said: nothing, a record of ours, or text that is none. */
export type GroupRecordReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'record'; readonly record: GroupRecord }
  | { readonly kind: 'torn'; readonly text: string };

export interface GroupState {
  readonly ref: GroupRef;
  readonly min: number;
  readonly max: number;
  readonly desired: number;
  /** Instances that are in service. */
  readonly inService: number;
  readonly record: GroupRecordReading;
}

/** What stands in the way of a group's instances, in the words of AWS. */
export interface GroupTroubles {
  /** Of an instance refresh that is under way: its status. */
  readonly refresh?: string | undefined;
  /** Why the last launch since the record was written failed. */
  readonly launchFailure?: string | undefined;
}

export type GroupReading =
  | { readonly kind: 'missing' }
  /** We may not look at it. */
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'there'; readonly state: GroupState; readonly troubles: GroupTroubles };
