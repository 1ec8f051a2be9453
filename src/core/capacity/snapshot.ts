/** All that one decision about the nodes of a target goes by. What pre-scaling knows comes in with it. */
import type { BufferReading } from '../model/capacity.ts';
import type { ComingRaise } from '../model/coming-raise.ts';
import type { RoomSnapshot } from '../model/room.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetRef } from '../model/target.ts';

export interface CapacitySnapshot {
  readonly target: TargetRef;
  /** Every surge that names the target. */
  readonly surges: readonly Surge[];
  /** Of the surges that want nodes first; none when the target is gone or paused: no pods would come. */
  readonly raises: readonly ComingRaise[];
  /** What the surges that are on ask for now, whether or not it could be written. */
  readonly standing: number;
  /** Replicas that are asked for once the floor of this pass is written. */
  readonly asked: number;
  /** Other targets are raised in that time: the room that one finds may be found by another, too. */
  readonly shared: boolean;
  readonly buffer: BufferReading;
  /** Why the API server has just refused the buffer, or another size of it; undefined = not that it were known. */
  readonly refused?: string | undefined;
  /** Undefined while nothing is to be asked for, and for a target whose pods no buffer can name. */
  readonly room: RoomSnapshot | undefined;
}
