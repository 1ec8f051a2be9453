/** An expected load window on targets: when, how much, where from. */
import type { Bounds } from './floor-record.ts';
import type { SurgeTargetCapacity } from './surge-capacity.ts';
import type { TargetRef } from './target.ts';
import type { Instant, Millis } from './time.ts';

/**
 * How a crowd comes and goes, as a share of its peak over the time since the surge's start.
 * `box`: the peak from start to end. `decay`: a straight ramp, a plateau, then exp(-t/decay).
 * `points`: shares at offsets, straight lines between, zero after the last.
 */
export type ArrivalCurve =
  | { readonly kind: 'box' }
  | {
      readonly kind: 'decay';
      readonly ramp: Millis;
      readonly plateau: Millis;
      /** Time constant: after this long the crowd is at 37 % of its peak. */
      readonly decay: Millis;
    }
  | { readonly kind: 'points'; readonly points: readonly CurvePoint[] };

export interface CurvePoint {
  readonly offset: Millis;
  /** Of the peak, from 0 to 1. */
  readonly share: number;
}

export type Demand =
  | { readonly kind: 'replicas'; readonly replicas: number }
  | { readonly kind: 'multiplier'; readonly multiplier: number; readonly curve: ArrivalCurve }
  | { readonly kind: 'rps'; readonly rps: number; readonly curve: ArrivalCurve }
  | {
      readonly kind: 'audience';
      readonly recipients: number;
      /** Share of the recipients that open, from 0 to 1. */
      readonly openRate: number;
      readonly requestsPerOpen: number;
      readonly curve: ArrivalCurve;
    };

/** What happens when the floor is above `maxReplicas`: hold at max, or lift max up to `to` and give it back. */
export type CeilingPolicy = { readonly kind: 'cap' } | { readonly kind: 'raise'; readonly to: number };

/** A surge made by a person. It ends like any surge: there is no override without an expiry. */
export interface Override {
  readonly owner: string;
  readonly reason: string;
  /** Also holds the maximum down to the floor (min = max). */
  readonly pin: boolean;
}

export interface SurgeTarget {
  readonly ref: TargetRef;
  /** This target's own demand; the surge's where left out. */
  readonly demand?: Demand | undefined;
}

export interface Surge {
  /** Identity in the store: `namespace/name`. */
  readonly id: string;
  /** Of the object in the store; undefined when it is not known. */
  readonly uid?: string | undefined;
  /** By the clock of the store; undefined when it is not known. */
  readonly createdAt?: Instant | undefined;
  readonly targets: readonly SurgeTarget[];
  readonly start: Instant;
  readonly end: Instant;
  readonly demand: Demand;
  readonly ceiling: CeilingPolicy;
  readonly override?: Override | undefined;
  /** How long before `start` the floor goes up; the configuration's lead when left out. */
  readonly lead?: Millis | undefined;
  /** A cancelled surge stays as a tombstone, so that its schedule arriving later does not revive it. */
  readonly cancelled: boolean;
  /** Asks for nodes before pods: this long before the floor goes up. Pods go first when left out. */
  readonly nodeLead?: Millis | undefined;
  /** Per target key. */
  readonly status: Readonly<Record<string, SurgeTargetStatus>>;
  /** Of the nodes asked for ahead of the pods, per target key; nothing where none ever were. */
  readonly capacity?: Readonly<Record<string, SurgeTargetCapacity>> | undefined;
}

export type SurgePhase = 'Warming' | 'Warm' | 'Ended';

/** What is known of one surge on one target; written only when it changes. */
export interface SurgeTargetStatus {
  readonly phase: SurgePhase;
  /** Uid of the target it speaks of: a target made anew starts over. */
  readonly uid: string;
  /** The owner's bounds before this surge raised them: kept outside the target in case its annotation is lost. */
  readonly baseline: Bounds;
  /** The workload stood at zero and was woken for this surge: kept here for the same reason. */
  readonly woken?: boolean | undefined;
  /** For when the floor that stands on the target was decided; undefined until it has been seen there. */
  readonly raisedAt: Instant | undefined;
  /** The floor was raised later than `start - lead`, though the surge was there in time; or long after it was made. */
  readonly late: boolean;
  /** Since when Ready pods were at or above the floor without a break. */
  readonly readySince: Instant | undefined;
  /** When readiness had lasted the dwell time. */
  readonly warmAt: Instant | undefined;
  /** How often the floor was written again after somebody else had changed it. */
  readonly reasserts: number;
  readonly conditions: readonly SurgeCondition[];
  /** The instant for which this was decided. */
  readonly at?: Instant | undefined;
}

export type SurgeConditionType =
  | 'Capped'
  | 'Contended'
  | 'Controlled'
  | 'ProfileMissing'
  | 'TargetMissing'
  | 'Paused';

/** Present = true: a condition that does not hold is not listed. Sorted by type. */
export interface SurgeCondition {
  readonly type: SurgeConditionType;
  readonly message: string;
  /** `Contended`: the field manager that keeps writing, when the object says. */
  readonly manager?: string | undefined;
}
