/**
 * An alarm is one Surge, opened again each time it goes off. Its states come in any order; the newest that is known decides
 * whether the Surge goes on.
 */

import type { Surge } from '../model/surge.ts';
import { earlier, type Instant, later, plus, seconds } from '../model/time.ts';
import type { AlarmHold, EventDecision, EventSurge } from './event-surge.ts';
import type { AlarmState } from './inbound-event.ts';
import { accept } from './intake.ts';

/** A Surge has some length, even one of an alarm that was over as soon as it began. */
const LEAST = seconds(1);

export function decideAlarm(
  found: EventSurge | undefined,
  id: string,
  alarm: AlarmState,
  now: Instant,
): EventDecision {
  if (found !== undefined && isOffByHand(found, alarm)) return { kind: 'ignore', reason: 'CancelledByHand' };
  return alarm.lasts ? open(found, id, alarm, now) : close(found, id, alarm, now);
}

/** Called off is what the alarm asked for, for as long as it could have: the next time it goes off is another matter. */
const isOffByHand = ({ cancelledByHand, hold, surge }: EventSurge, { lasts, at }: AlarmState): boolean =>
  cancelledByHand && !(lasts && at >= (hold?.until ?? surge?.end ?? at));

function open(found: EventSurge | undefined, id: string, alarm: AlarmState, now: Instant): EventDecision {
  const { eventId, version, hold, most, at } = alarm;
  const start = startOf(found, at);
  const until = plus(start, most);
  const surge = { ...alarm.surge, start, end: earlier(plus(later(at, now), hold), until) };
  const acceptance = accept(found?.stored, { kind: 'scheduled', eventId, version, surge });
  if (acceptance.kind === 'ignore') return acceptance;
  return {
    kind: 'store',
    draft: { id, origin: 'alarm', stored: acceptance.value, at: now, hold: { hold, until } },
  };
}

/** One that goes off again while its Surge goes on extends it. */
function startOf(found: EventSurge | undefined, at: Instant): Instant {
  if (found === undefined || found.cancelledByHand || found.stored.cancelled) return at;
  const { start, end } = found.stored.surge;
  return start <= at && at < end ? start : at;
}

function close(found: EventSurge | undefined, id: string, alarm: AlarmState, now: Instant): EventDecision {
  const { eventId, version, at } = alarm;
  const acceptance = accept(found?.stored, { kind: 'cancelled', eventId, version });
  if (acceptance.kind === 'ignore') return acceptance;
  const stored = found?.stored;
  if (stored === undefined || stored.cancelled)
    return { kind: 'store', draft: { id, origin: 'alarm', stored: acceptance.value, at: now } };
  if (stored.version === version && found?.hold === undefined) return { kind: 'ignore', reason: 'Duplicate' };
  const surge = endedAt(stored.surge, at);
  return {
    kind: 'store',
    draft: { id, origin: 'alarm', stored: { cancelled: false, eventId, version, surge }, at: now },
  };
}

/** Not later than it was to end anyway. */
const endedAt = (surge: Surge, at: Instant): Surge => ({
  ...surge,
  end: later(earlier(surge.end, at), plus(surge.start, LEAST)),
});

/** The end of the Surge of an alarm that still lasts, when it has to be moved; undefined while there is time. */
export function extendedEnd(end: Instant, { hold, until }: AlarmHold, now: Instant): Instant | undefined {
  if (end >= until || now >= until || end - now >= hold / 2) return undefined;
  return earlier(plus(now, hold), until);
}
