/** A simulated day as plain data: all that will happen, drawn before it begins. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import type { TargetRef } from '../../../src/core/model/target.ts';
import type { Instant, Millis } from '../../../src/core/model/time.ts';
import type { SurgeEvent } from '../../../src/core/prescale/intake.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import type { FaultRates } from '../../../src/sim/client/faults.ts';
import type { Push } from '../../../src/sim/traffic/load-curve.ts';

export interface DayPlan {
  readonly seed: number;
  /** Nothing goes wrong but what people do. */
  readonly calm: boolean;
  readonly start: Instant;
  /** The last instant at which anybody but Forescale does anything. */
  readonly quietFrom: Instant;
  readonly end: Instant;
  /** As its owner would write it in a file. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The last one is the bystander, which no surge names. */
  readonly targets: readonly TargetPlan[];
  /** In no particular order: an event may come before an earlier version of it, and more than once. */
  readonly deliveries: readonly Delivery[];
  readonly deletions: readonly Deletion[];
  readonly acts: readonly Act[];
  readonly processes: readonly ProcessPlan[];
  readonly intake: IntakePlan;
  readonly cluster: ClusterPlan;
}

export interface TargetPlan {
  readonly ref: TargetRef;
  /** None = the Deployment itself is the target. */
  readonly hpa: Omit<V2HorizontalPodAutoscalerSpec, 'scaleTargetRef'> | undefined;
  /** Zero: asleep, nobody but a surge wakes it. */
  readonly replicas: number;
  readonly rpsPerReplica: number;
  readonly steadyRps: number;
  /** Whether the profile says the steady rate. */
  readonly tellsSteadyRps: boolean;
  readonly pushes: readonly Push[];
}

export interface Delivery {
  readonly at: Instant;
  readonly event: SurgeEvent;
}

/** Somebody deletes the Surge object; no delivery of its event comes later. */
export interface Deletion {
  readonly at: Instant;
  readonly eventId: string;
}

/** What the owner of a target does. A choice is a number from 0 to 1 among the values that are possible then. */
export type Act = { readonly at: Instant; readonly target: TargetRef } & ActKind;

export type ActKind =
  | { readonly kind: 'editMin'; readonly choice: number }
  | { readonly kind: 'editMax'; readonly choice: number }
  | { readonly kind: 'editBehavior'; readonly patch: JsonObject | null }
  /** `kubectl replace` with the owner's own file: every annotation that is not in it goes. */
  | { readonly kind: 'replace' }
  | { readonly kind: 'stripRecord' }
  | { readonly kind: 'recreate'; readonly gap: Millis }
  /** A GitOps manager puts the owner's min back every five seconds. */
  | { readonly kind: 'revert'; readonly until: Instant }
  | { readonly kind: 'pause'; readonly until: Instant | undefined }
  | { readonly kind: 'sleep' }
  | { readonly kind: 'wake'; readonly replicas: number };

export interface ProcessPlan {
  readonly skew: Millis;
  readonly latency: Millis;
  readonly faults: FaultRates;
  readonly kills: readonly Instant[];
}

export interface IntakePlan {
  readonly latency: Millis;
  /** Probability of a crash before each of its steps. */
  readonly crash: number;
  /** Until an event that nobody acknowledged comes again. */
  readonly visibility: Millis;
}

export interface ClusterPlan {
  readonly sync: Millis;
  readonly nodes: number;
  readonly outOfCapacity: readonly Span[];
  readonly metricsDown: readonly Span[];
  /** Whether the autoscaler takes CapacityBuffers, or their API is not even there. */
  readonly buffers: 'on' | 'off' | 'missing';
}

export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}
