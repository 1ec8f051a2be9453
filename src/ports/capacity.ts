import type { BufferReading, ScalableRef } from '../core/model/capacity.ts';
import type { RoomSnapshot } from '../core/model/room.ts';
import type { SurgeTargetCapacity } from '../core/model/surge-capacity.ts';
import type { TargetRef } from '../core/model/target.ts';

export interface BufferReader {
  /**
   * The CapacityBuffer of that name in the target's namespace. Asked in every pass over every target, so answered from
   * a cache where there is one. An API that is not served, or not to us, is an answer and no fault.
   */
  read(target: TargetRef, name: string): Promise<BufferReading>;
  /** Targets that have a buffer of ours, whether or not a surge still names them; none where there is no such API. Throws Forbidden. */
  listBuffered(): Promise<readonly TargetRef[]>;
}

export interface BufferDraft {
  readonly chunks: number;
  readonly scalable: ScalableRef;
  /** Of the buffer to change; undefined = none is there, and it is made. */
  readonly uid: string | undefined;
}

export interface BufferWriter {
  /**
   * Makes the buffer, marked as ours and as this target's, or changes chunks and workload in one patch. Throws Conflict
   * when it is there though none was expected, or is not the one of that uid.
   */
  put(target: TargetRef, name: string, draft: BufferDraft): Promise<void>;
  /** Nothing to remove is no fault; throws Conflict when a buffer of another uid has its name. */
  remove(target: TargetRef, name: string, uid: string): Promise<void>;
}

export interface RoomReader {
  /**
   * The shape of the target's pods and the room on all nodes. Asked now and then while nodes are to come. Undefined when
   * the target scales nothing that a buffer can name.
   */
  read(target: TargetRef): Promise<RoomSnapshot | undefined>;
}

export interface SurgeCapacityWriter {
  /**
   * Replaces what one surge says of the nodes of one target, and leaves the rest of its status alone. Throws Conflict when
   * the surge of that name is not the one of `uid`.
   */
  patchCapacity(surge: string, target: TargetRef, capacity: SurgeTargetCapacity, uid?: string): Promise<void>;
}
