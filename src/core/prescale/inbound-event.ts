/** An event from outside, understood: what it asks of each cluster that it is for. */
import type { Surge } from '../model/surge.ts';
import type { Instant, Millis } from '../model/time.ts';
import type { EventOrigin } from './event-surge.ts';
import type { SurgeEvent } from './intake.ts';

export interface InboundEvent {
  /** For example `push.scheduled`. */
  readonly type: string;
  readonly origin: EventOrigin;
  readonly eventId: string;
  readonly version: number;
  /** At least one. */
  readonly clusters: readonly string[];
  /** By cluster, one for each of `clusters`. */
  readonly changes: Readonly<Record<string, SurgeChange>>;
}

/** What an event asks of one Surge. */
export interface SurgeChange {
  /** `namespace/name`. */
  readonly id: string;
  readonly asked: SurgeEvent | AlarmState;
}

/** Every state of an alarm is a version: when it changed, in milliseconds. */
export interface AlarmState {
  readonly kind: 'alarm';
  readonly eventId: string;
  readonly version: number;
  readonly lasts: boolean;
  readonly at: Instant;
  readonly hold: Millis;
  /** From the start of the Surge: it is not held longer. */
  readonly most: Millis;
  /** The Surge that the alarm opens at `at`. */
  readonly surge: Surge;
}
