/** What of pre-scaling is known ahead: capacity asks for nodes by it. */
import type { Surge } from './surge.ts';
import type { Instant } from './time.ts';

/** What a surge that wants its nodes first still has to ask of a target, together with those that are on by now. */
export interface ComingRaise {
  readonly surge: Surge;
  /** When its floor first goes up; past while a crowd that comes slowly still raises it. */
  readonly at: Instant;
  /** The highest floor to come while nodes that are asked for now are on their way, under the ceiling of the target. */
  readonly floor: number;
}
