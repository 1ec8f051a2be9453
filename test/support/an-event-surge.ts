/** Surges of events as a store would give them back, and what comes of decisions over them. */
import type { Instant } from '../../src/core/model/time.ts';
import { decideEvent } from '../../src/core/prescale/event-decision.ts';
import type { EventDecision, EventSurge, EventSurgeDraft } from '../../src/core/prescale/event-surge.ts';
import type { SurgeChange } from '../../src/core/prescale/inbound-event.ts';
import { aSurge, at } from './a-surge.ts';

export const ID = 'news/push';

/** As it is read after it was written over `before`: a tombstone leaves what was there. */
export function storedAs(draft: EventSurgeDraft, before?: EventSurge): EventSurge {
  const { stored } = draft;
  const tombstone = { ...aSurge({ targets: [], start: draft.at, end: draft.at }), ...before?.surge };
  return {
    ...draft,
    uid: 'uid-1',
    resourceVersion: String(Number(before?.resourceVersion ?? 0) + 1),
    cancelledByHand: false,
    surge: stored.cancelled ? { ...tombstone, cancelled: true } : stored.surge,
  };
}

export const aPush = (version: number, minute = 0): SurgeChange => ({
  id: ID,
  asked: {
    kind: 'scheduled',
    eventId: 'push-1',
    version,
    surge: aSurge({ start: at(18, minute), end: at(19, minute) }),
  },
});

export const aCancel = (version: number): SurgeChange => ({
  id: ID,
  asked: { kind: 'cancelled', eventId: 'push-1', version },
});

const originOf = ({ asked }: SurgeChange) => (asked.kind === 'alarm' ? 'alarm' : 'push');

export const decide = (found: EventSurge | undefined, change: SurgeChange, now: Instant): EventDecision =>
  decideEvent(found, { origin: originOf(change) }, change, now);

/** One after the other, each at its time. */
export const arrive = (
  arrivals: readonly { readonly change: SurgeChange; readonly now: Instant }[],
  before?: EventSurge,
): EventSurge | undefined =>
  arrivals.reduce<EventSurge | undefined>((found, { change, now }) => {
    const decision = decide(found, change, now);
    return decision.kind === 'store' ? storedAs(decision.draft, found) : found;
  }, before);
