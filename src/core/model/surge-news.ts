/**
 * What is told of a surge while it goes on. Id and key are of the surge and of what is told, not of who tells it, or when:
 * whoever tells it once more, tells the same.
 */
import { hashText } from './text-hash.ts';
import { formatWhole, type Instant } from './time.ts';

export type SurgeNewsType = 'surge.warming' | 'surge.ready' | 'surge.degraded' | 'surge.ended';

export interface SurgeNews {
  readonly id: string;
  /** Under which the surge says that it was told. */
  readonly key: string;
  readonly type: SurgeNewsType;
  /** When it came to be so; of `surge.degraded` and `surge.ended` when it was seen. */
  readonly at: Instant;
  /** `namespace/name`. */
  readonly surge: string;
  /** Our word for the cluster; undefined where nobody has named it. */
  readonly cluster: string | undefined;
  /** Of the event that the surge was made by; undefined when it was made otherwise. */
  readonly eventId: string | undefined;
  /** As the bus carries it. Instants are RFC 3339. */
  readonly detail: SurgeNewsDetail;
}

export type SurgeNewsDetail = WarmingDetail | ReadyDetail | DegradedDetail | EndedDetail;

/** What all of them say. */
export interface NewsHead {
  readonly schema: 1;
  readonly id: string;
  readonly cluster?: string;
  readonly surge: string;
  readonly uid: string;
  readonly eventId?: string;
  readonly start: string;
  readonly end: string;
}

export interface WarmingDetail extends NewsHead, Expected {
  readonly raisedAt: string;
  readonly targets: { readonly total: number; readonly raised: number };
}

export interface ReadyDetail extends NewsHead {
  readonly warmAt: string;
  readonly targets: WarmTargets;
  readonly replicas: Replicas;
}

export interface DegradedDetail extends NewsHead, Expected {
  /** Whole, 0 to 100: Ready pods against what is asked for, over all targets. */
  readonly percentWarm: number;
  readonly targets: WarmTargets;
  readonly replicas: Replicas;
  /** At least one; sorted by reason. */
  readonly reasons: readonly NewsReason[];
}

export interface EndedDetail extends NewsHead {
  readonly outcome: 'Completed' | 'Cancelled';
  readonly planned: {
    readonly start: string;
    readonly end: string;
    readonly raiseAt: string;
    /** The floors asked for, over all targets for which they are known. */
    readonly floor: number;
  };
  readonly actual: {
    /** Left out when no floor was raised. */
    readonly raisedAt?: string;
    /** When the last target had become warm; left out when one never did. */
    readonly warmAt?: string;
    readonly endedAt: string;
    /** Targets of which the floor was raised later than it could have been. */
    readonly late: number;
    readonly reasserts: number;
    /** Every reason for which it was told to be degraded. */
    readonly conditions: readonly string[];
  };
  readonly targets: WarmTargets & { readonly raised: number };
  /** One by one, as many as an event has room for; `targetsLeftOut` more there are. */
  readonly byTarget: readonly EndedTarget[];
  readonly targetsLeftOut: number;
}

export interface EndedTarget {
  /** `Kind/namespace/name`. */
  readonly target: string;
  /** The most that this surge asked for; left out when it is not known. */
  readonly floor?: number;
  readonly raisedAt?: string;
  readonly warmAt?: string;
  readonly late: boolean;
  readonly reasserts: number;
}

export interface WarmTargets {
  readonly total: number;
  readonly warm: number;
}

export interface Replicas {
  readonly ready: number;
  readonly asked: number;
}

/** When all targets will be warm, or why nobody knows: one of the two. */
export interface Expected {
  readonly eta?: string;
  readonly noEta?: NewsReason;
}

export interface NewsReason {
  /** A word for programs, in CamelCase. */
  readonly reason: string;
  /** One sentence for a person. */
  readonly message: string;
}

/** Sorted `reasons`: told again when there are others. */
export const newsKey = (start: Instant, type: SurgeNewsType, reasons: readonly string[] = []): string =>
  [formatWhole(start), type.slice('surge.'.length), ...reasons].join('/');

/** No two surges of any cluster have one uid. */
export const newsId = (uid: string, key: string): string => `${uid}-${hashText(key)}`;
