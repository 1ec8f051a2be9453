/** Surges that were made by events. The Surge is all that is stored of an event: it tells what was taken in, and when. */
import type { Surge } from '../model/surge.ts';
import { hashText } from '../model/text-hash.ts';
import type { Instant, Millis } from '../model/time.ts';
import type { IgnoreReason, StoredSurge } from './intake.ts';

/** Where the event came from. Each has ids of its own: a push and a spike of the same id are two. */
export type EventOrigin = 'push' | 'spike' | 'alarm';

/** How long an alarm holds a floor up; nothing once it is over. */
export interface AlarmHold {
  /** From when the alarm was last seen to last; extended while it does. */
  readonly hold: Millis;
  /** However long the alarm lasts, it is not extended beyond. */
  readonly until: Instant;
}

export interface EventSurgeDraft {
  /** `namespace/name`. */
  readonly id: string;
  readonly origin: EventOrigin;
  readonly stored: StoredSurge;
  /** When this was taken in. */
  readonly at: Instant;
  readonly hold?: AlarmHold | undefined;
}

export interface EventSurge extends EventSurgeDraft {
  readonly uid: string;
  readonly resourceVersion: string;
  /** A person has called off what the event scheduled: no later version of the event revives it. */
  readonly cancelledByHand: boolean;
  /** As it stands; undefined when it cannot be understood. Of a tombstone only its targets count. */
  readonly surge: Surge | undefined;
}

/** What becomes of an event: what is stored of it, or why nothing is. */
export type EventDecision =
  | { readonly kind: 'store'; readonly draft: EventSurgeDraft }
  | { readonly kind: 'ignore'; readonly reason: IgnoreReason | 'CancelledByHand' };

const LONGEST_SLUG = 40;

/** The name of the Surge of an event: the same from every process, readable as far as the id is. */
export function eventSurgeName(origin: EventOrigin, eventId: string, spoken: string = eventId): string {
  const slug = spoken
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-|-$/g, '');
  return [origin, slug, hashText(eventId)].filter((part) => part !== '').join('-');
}
