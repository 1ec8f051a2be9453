/**
 * Inbound surge events come twice, late and out of order. An event is known by its id; what is stored of it is always
 * the highest version seen, a cancel before a schedule where both have it, so the order of arrival leaves no trace.
 */
import type { Surge } from '../model/surge.ts';

/** The same id and version always speak of the same surge; the first to come is kept. */
export type SurgeEvent =
  | { readonly kind: 'scheduled'; readonly eventId: string; readonly version: number; readonly surge: Surge }
  | { readonly kind: 'cancelled'; readonly eventId: string; readonly version: number };

/** A tombstone says nothing of the surge: whoever stores it leaves what is there of targets and status alone. */
export type StoredSurge =
  | {
      readonly cancelled: false;
      readonly eventId: string;
      readonly version: number;
      readonly surge: Surge;
    }
  | { readonly cancelled: true; readonly eventId: string; readonly version: number };

/** `Duplicate`: known already. `Stale`: a later schedule is known. `Cancelled`: this version or a later one is. */
export type IgnoreReason = 'Duplicate' | 'Stale' | 'Cancelled';

export type Acceptance =
  | { readonly kind: 'store'; readonly value: StoredSurge }
  | { readonly kind: 'ignore'; readonly reason: IgnoreReason };

export function accept(stored: StoredSurge | undefined, incoming: SurgeEvent): Acceptance {
  if (stored === undefined) return { kind: 'store', value: toStored(incoming) };
  if (stored.eventId !== incoming.eventId)
    throw new RangeError(
      `accepting an event: expected eventId "${stored.eventId}", got "${incoming.eventId}"`,
    );
  const reason = reasonToIgnore(stored, incoming);
  return reason === undefined ? { kind: 'store', value: toStored(incoming) } : { kind: 'ignore', reason };
}

function reasonToIgnore(stored: StoredSurge, incoming: SurgeEvent): IgnoreReason | undefined {
  if (incoming.version > stored.version) return undefined;
  const cancels = incoming.kind === 'cancelled';
  if (incoming.version === stored.version) {
    if (cancels === stored.cancelled) return 'Duplicate';
    return cancels ? undefined : 'Cancelled';
  }
  return stored.cancelled ? 'Cancelled' : 'Stale';
}

function toStored(event: SurgeEvent): StoredSurge {
  const { eventId, version } = event;
  if (event.kind === 'cancelled') return { cancelled: true, eventId, version };
  return { cancelled: false, eventId, version, surge: event.surge };
}
