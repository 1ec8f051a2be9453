/** What is told of a surge while it goes on. The id is of the surge and what is told, not of who tells it, or when. */
import type { Instant } from './time.ts';

export type SurgeNewsType = 'surge.warming' | 'surge.ready' | 'surge.degraded' | 'surge.ended';

export interface SurgeNews {
  readonly id: string;
  readonly type: SurgeNewsType;
  readonly at: Instant;
  /** `namespace/name`. */
  readonly surge: string;
  /** Of the event that the surge was made by; undefined when it was made otherwise. */
  readonly eventId: string | undefined;
  /** As the bus carries it, by type: see the published schemas. */
  readonly detail: Readonly<Record<string, unknown>>;
}
