/** Surges that were made by events, each with the event that it is of: what is stored here has been taken in. */
import type { EventSurge, EventSurgeDraft } from '../core/prescale/event-surge.ts';

export interface EventSurgeReader {
  /** By its id; undefined when there is none, or when it was not made by an event. */
  read(id: string): Promise<EventSurge | undefined>;
  /** All of them, tombstones and past ones too. */
  list(): Promise<readonly EventSurge[]>;
}

export interface EventSurgeWriter {
  /** Throws a Fault of disposition `conflict` when there is an object of that name. */
  create(draft: EventSurgeDraft): Promise<void>;
  /**
   * Replaces spec and event, leaves the status alone; a tombstone leaves the spec alone too, but for calling it off. Throws
   * Conflict when the object is newer than `resourceVersion`, NotFound when it is gone.
   */
  replace(draft: EventSurgeDraft, resourceVersion: string): Promise<void>;
  /** Throws Conflict when the object is newer than `resourceVersion`; nothing to remove is no fault. */
  remove(id: string, resourceVersion: string): Promise<void>;
}
