/** What the passing of time asks for of the Surges that events made: more of an alarm that lasts, less of what is past. */
import { type Instant, later, type Millis, plus } from '../model/time.ts';
import { extendedEnd } from './alarm-decision.ts';
import type { EventSurge, EventSurgeDraft } from './event-surge.ts';

export type Tending =
  | { readonly kind: 'keep' }
  | { readonly kind: 'extend'; readonly draft: EventSurgeDraft }
  | { readonly kind: 'remove' };

/** `retention`: from the end of a Surge, or from when it was last heard of, whichever is later. */
export function decideTending(found: EventSurge, retention: Millis, now: Instant): Tending {
  const { stored, hold, at, surge } = found;
  // Nobody can tell when it ends: another version of Forescale may, and a person who mends it.
  if (surge === undefined) return { kind: 'keep' };
  if (plus(later(surge.end, at), retention) <= now) return { kind: 'remove' };
  if (hold === undefined || stored.cancelled || found.cancelledByHand) return { kind: 'keep' };
  const end = extendedEnd(stored.surge.end, hold, now);
  if (end === undefined) return { kind: 'keep' };
  const { id, origin } = found;
  const extended = { ...stored, surge: { ...stored.surge, end } };
  return { kind: 'extend', draft: { id, origin, stored: extended, at: now, hold } };
}
