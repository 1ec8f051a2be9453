/** What will be done to one target, in order, with reasons. The same data is executed, shown and audited. */
import type { FloorRecord } from './floor-record.ts';
import type { SurgeTargetStatus } from './surge.ts';
import type { TargetRef } from './target.ts';
import type { Instant } from './time.ts';

/** Fields to write; a key that is not there is left alone, `null` takes the field out. */
export interface TargetChange {
  readonly min?: number | null;
  readonly max?: number | null;
  /** `absent` takes the HPA's whole `behavior` out, `null` only the window. */
  readonly scaleDownSeconds?: number | null | 'absent';
}

export type Action =
  | {
      readonly kind: 'PatchSurgeStatus';
      readonly surge: string;
      /** Precondition: the surge of that name is the one that was read. */
      readonly surgeUid?: string | undefined;
      readonly target: TargetRef;
      readonly status: SurgeTargetStatus;
    }
  | {
      readonly kind: 'PatchTarget';
      readonly target: TargetRef;
      /** Precondition: the write is refused when the object is newer. */
      readonly resourceVersion: string;
      readonly change: TargetChange;
      /** Written in the same patch; null takes the annotation away. */
      readonly record: FloorRecord | null;
    }
  | {
      readonly kind: 'ScaleTarget';
      readonly target: TargetRef;
      /** Precondition: the replicas that were seen. The write is refused when there are more or fewer by now. */
      readonly from: number;
      readonly replicas: number;
    };

export type ReasonCode =
  | 'BaselineChanged'
  | 'BaselineRecovered'
  | 'Capped'
  | 'Contended'
  | 'CurveFollowed'
  | 'FloorRaised'
  | 'HandedBack'
  | 'LoadStillHigh'
  | 'MaxRaised'
  | 'NodesAsked'
  | 'NodesIgnored'
  | 'NodesNotNeeded'
  | 'NodesProvisioned'
  | 'NodesRefused'
  | 'NodesReleased'
  | 'NodesUnavailable'
  | 'Paused'
  | 'Pinned'
  | 'ProfileMissing'
  | 'Reasserted'
  | 'RecordTorn'
  | 'Returning'
  | 'SeamBridged'
  | 'StartedLate'
  | 'WokenFromZero';

export interface Reason {
  readonly code: ReasonCode;
  /** One sentence for a person on call. */
  readonly detail: string;
}

export interface Plan {
  readonly target: TargetRef;
  /** The effective floor at this instant, before the ceiling. */
  readonly floor: number;
  readonly actions: readonly Action[];
  readonly reasons: readonly Reason[];
  /** When to look again though nothing changed; undefined = only when something does. */
  readonly nextLook: Instant | undefined;
}
