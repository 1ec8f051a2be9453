/** Surges that were made by events, each with the event that it is of: what is stored here has been taken in. */
import type { Surge } from '../core/model/surge.ts';
import type { StoredSurge } from '../core/prescale/intake.ts';

/** Where the event came from. */
export type EventOrigin = 'push' | 'spike' | 'alarm';

/** How long an alarm holds a floor up; extended while it lasts. */
export interface AlarmHold {
  readonly holdSeconds: number;
  /** RFC 3339; however long the alarm lasts, it is not extended beyond. */
  readonly until: string;
}

export interface EventSurgeDraft {
  /** `namespace/name`. */
  readonly id: string;
  readonly origin: EventOrigin;
  readonly stored: StoredSurge;
  readonly hold?: AlarmHold | undefined;
}

export interface EventSurge extends EventSurgeDraft {
  readonly uid: string;
  readonly resourceVersion: string;
  /** A person has called off what the event scheduled: no later version of the event revives it. */
  readonly cancelledByHand: boolean;
  /** As it stands; undefined when it cannot be understood. Of a tombstone only `cancelled` counts. */
  readonly surge: Surge | undefined;
}

export interface EventSurgeReader {
  /** By its id; undefined when there is none, or when it was not made by an event. */
  read(id: string): Promise<EventSurge | undefined>;
  /** All of them, tombstones and past ones too. */
  list(): Promise<readonly EventSurge[]>;
}

export interface EventSurgeWriter {
  /** Throws AlreadyExists when there is an object of that name. */
  create(draft: EventSurgeDraft): Promise<void>;
  /** Replaces spec and event, leaves the status alone; throws Conflict when the object is newer than `resourceVersion`. */
  replace(draft: EventSurgeDraft, resourceVersion: string): Promise<void>;
  /** Throws Conflict when the object is newer than `resourceVersion`; nothing to remove is no fault. */
  remove(id: string, resourceVersion: string): Promise<void>;
}
