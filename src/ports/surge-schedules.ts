import type { Surge } from '../core/model/surge.ts';
import type { OwnedSurge } from '../core/prescale/schedule.ts';
import type { ScheduleStatus, StoredScheduleState } from '../core/prescale/schedule-status.ts';

export interface ScheduleReader {
  /** Every SurgeSchedule object, those that cannot be understood too: `namespace/name`. */
  listIds(): Promise<readonly string[]>;
  /** All of them as they stand. */
  listStates(): Promise<readonly StoredScheduleState[]>;
  /** One of them as it stands; undefined when there is none. */
  readState(schedule: string): Promise<StoredScheduleState | undefined>;
  /** The surges that belong to the object with this uid. */
  listOwned(scheduleUid: string): Promise<readonly OwnedSurge[]>;
  /** The surges of every schedule, by its uid. */
  listAllOwned(): Promise<ReadonlyMap<string, readonly OwnedSurge[]>>;
}

/** The owner of a surge that is made: the surge goes with it. */
export interface ScheduleOwner {
  readonly id: string;
  readonly uid: string;
}

export interface ScheduledSurgeWriter {
  /** Throws Conflict when there is an object of that name. */
  create(owner: ScheduleOwner, surge: Surge): Promise<void>;
  /** Replaces the spec as a whole; throws Conflict when the object is newer than `resourceVersion`. */
  replace(surge: Surge, resourceVersion: string): Promise<void>;
  /** Throws Conflict when the object is newer than `resourceVersion`. */
  remove(surge: string, resourceVersion: string): Promise<void>;
}

export interface ScheduleStatusWriter {
  patchStatus(schedule: string, status: ScheduleStatus): Promise<void>;
}

export interface ScheduleChanges {
  /** Calls `changed` with the id of every schedule whose spec, or one of whose surges, may have changed. A hint only. */
  watch(changed: (schedule: string) => void, signal: AbortSignal): void;
}
