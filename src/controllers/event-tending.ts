/** The tick looks after the Surges that events made: holds of alarms that last are extended, past Surges deleted. */

import { keyOf, type TargetRef } from '../core/model/target.ts';
import type { Instant, Millis } from '../core/model/time.ts';
import type { EventSurge } from '../core/prescale/event-surge.ts';
import { decideTending } from '../core/prescale/event-tending.ts';
import type { EventSurgeReader, EventSurgeWriter } from '../ports/event-surges.ts';
import { dispositionOf } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';

export interface TendingDeps {
  readonly store: EventSurgeReader & EventSurgeWriter;
  readonly retention: Millis;
  readonly log: Log;
}

/**
 * What was touched, to be reconciled. One that cannot be written is left to the next tick and holds up no other. Holds go
 * first: they run out, and thousands may be past. Throws only when they cannot be listed.
 */
export async function tendEventSurges(deps: TendingDeps, now: Instant): Promise<readonly TargetRef[]> {
  const touched = new Map<string, TargetRef>();
  const all = await deps.store.list();
  for (const found of [...all.filter(isHeld), ...all.filter((one) => !isHeld(one))])
    for (const ref of await tend(found, deps, now)) touched.set(keyOf(ref), ref);
  return [...touched.values()];
}

const isHeld = ({ hold }: EventSurge): boolean => hold !== undefined;

/** Whoever writes the status of a surge makes for one more; a hold that is left twice runs out. */
const MOST_ATTEMPTS = 5;

async function tend(found: EventSurge, deps: TendingDeps, now: Instant): Promise<readonly TargetRef[]> {
  const { store, log } = deps;
  let seen: EventSurge | undefined = found;
  for (let attempt = 1; seen !== undefined; attempt += 1)
    try {
      return await tendOnce(seen, deps, now);
    } catch (error) {
      const { id: surge } = found;
      const isOvertaken = attempt < MOST_ATTEMPTS && dispositionOf(error) === 'conflict';
      if (!isOvertaken) log.warn('surge of an event left to the next tick', { surge, error: String(error) });
      seen = isOvertaken ? await store.read(surge).catch(() => undefined) : undefined;
    }
  return [];
}

async function tendOnce(
  found: EventSurge,
  { store, retention, log }: TendingDeps,
  now: Instant,
): Promise<readonly TargetRef[]> {
  const tending = decideTending(found, retention, now);
  if (tending.kind === 'keep') return [];
  const { id: surge, resourceVersion } = found;
  if (tending.kind === 'remove') await store.remove(surge, resourceVersion);
  else await store.replace(tending.draft, resourceVersion);
  log.info('surge of an event tended', { surge, did: tending.kind });
  return (found.surge?.targets ?? []).map(({ ref }) => ref);
}
