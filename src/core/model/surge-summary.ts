/** What a surge says of itself on the whole, over all its targets: for people, for `kubectl wait`, for a push sender. */
import type { Surge } from './surge.ts';
import type { Instant } from './time.ts';

export type SummaryPhase = 'Scheduled' | 'Warming' | 'Warm' | 'Returning' | 'Ended' | 'Refused';

/** `Accepted` and `Warm` are always there, the others while they hold. */
export type SummaryConditionType = 'Accepted' | 'Capped' | 'Contended' | 'Degraded' | 'LeadShort' | 'Warm';

export interface SummaryCondition {
  readonly type: SummaryConditionType;
  readonly status: 'True' | 'False';
  /** A word for programs, in CamelCase. */
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration: number;
  /** When `status` changed last. */
  readonly lastTransitionTime: Instant;
}

export interface SurgeSummary {
  /** Of the spec that all of it speaks of. */
  readonly observedGeneration: number;
  readonly phase: SummaryPhase;
  /** Sorted by type. */
  readonly conditions: readonly SummaryCondition[];
}

/** A Surge object as it stands in the store, whether or not it can be understood. */
export interface StoredSurgeState {
  /** `namespace/name`. */
  readonly id: string;
  readonly uid: string;
  /** Goes up with every change of the spec. */
  readonly generation: number;
  readonly reading:
    | { readonly kind: 'surge'; readonly surge: Surge }
    | { readonly kind: 'refused'; readonly problems: readonly string[] };
  /** What was written last; undefined before the first time. */
  readonly summary: SurgeSummary | undefined;
  /** Of the event that it was made by; undefined when it was made otherwise. */
  readonly eventId: string | undefined;
  /** What was told of it, by `newsKey`, and when: RFC 3339. */
  readonly announced: Readonly<Record<string, string>>;
}
