/** What becomes of an event in one cluster: what is stored of it there, and why not where nothing is. */

import type { Instant } from '../model/time.ts';
import { decideAlarm } from './alarm-decision.ts';
import type { EventDecision, EventSurge } from './event-surge.ts';
import type { InboundEvent, SurgeChange } from './inbound-event.ts';
import { accept } from './intake.ts';

/** `found`: what is stored under the id of the change. Throws a RangeError when that is of another event. */
export function decideEvent(
  found: EventSurge | undefined,
  { origin }: Pick<InboundEvent, 'origin'>,
  { id, asked }: SurgeChange,
  now: Instant,
): EventDecision {
  if (asked.kind === 'alarm') return decideAlarm(found, id, asked, now);
  if (found?.cancelledByHand === true) return { kind: 'ignore', reason: 'CancelledByHand' };
  const acceptance = accept(found?.stored, asked);
  if (acceptance.kind === 'ignore') return acceptance;
  return { kind: 'store', draft: { id, origin, stored: acceptance.value, at: now } };
}
