/**
 * Events are taken in by storing their Surges: read, decide, write with a precondition, and again when somebody else was
 * quicker. What the write touches is told, so that it is reconciled.
 */

import type { Surge } from '../core/model/surge.ts';
import { keyOf, type TargetRef } from '../core/model/target.ts';
import { asMillis, type Instant, type Millis, plus, seconds } from '../core/model/time.ts';
import { decideEvent } from '../core/prescale/event-decision.ts';
import type { EventSurge, EventSurgeDraft } from '../core/prescale/event-surge.ts';
import type { InboundEvent, SurgeChange } from '../core/prescale/inbound-event.ts';
import type { IgnoreReason } from '../core/prescale/intake.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventSurgeReader, EventSurgeWriter } from '../ports/event-surges.ts';
import { Conflict, dispositionOf, Fault, retryAfterOf } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';

export interface IntakeDeps {
  readonly store: EventSurgeReader & EventSurgeWriter;
  readonly clock: Clock;
  readonly log: Log;
  /** No longer is a store waited for that fails; some seconds when left out. Of a batch, that it does not wait for each. */
  readonly patientUntil?: Instant | undefined;
}

/** From now, by default. */
export const patienceFrom = (now: Instant): Instant => plus(now, PATIENCE);

export interface TakenIn {
  /** `namespace/name`. */
  readonly surge: string;
  readonly outcome: 'stored' | IgnoreReason | 'CancelledByHand';
  /** Of the Surge as it was and as it is, to be reconciled: those of a known event too, whose process may have died. */
  readonly targets: readonly TargetRef[];
}

/** Everybody who writes the Surge makes for one more, those who write its status too. */
const MOST_ATTEMPTS = 20;
/** A queue brings back what failed after minutes, which a push may not have; a store that is away longer is left to it. */
const PATIENCE = seconds(5);
const FIRST_PAUSE = seconds(0.25);
const NEVER = new AbortController().signal;

/** One event, one cluster that it is for. Throws the Fault of the store when it could not be stored. */
export async function takeIn(event: InboundEvent, cluster: string, deps: IntakeDeps): Promise<TakenIn> {
  const change = event.changes[cluster];
  if (change === undefined)
    throw new RangeError(
      `taking an event in: expected one of ${event.clusters.join(', ')}, got "${cluster}"`,
    );
  const giveUpAt = deps.patientUntil ?? patienceFrom(deps.clock.now());
  for (let attempt = 1; ; attempt += 1) {
    try {
      const taken = await attemptIntake(event, change, deps);
      const { type, eventId, version } = event;
      const { surge, outcome } = taken;
      deps.log.info('event taken in', { type, eventId, version, cluster, surge, outcome, attempt });
      return taken;
    } catch (error) {
      if (attempt >= MOST_ATTEMPTS) throw error;
      const now = deps.clock.now();
      const at = tryAgainAt(error, attempt, { now, giveUpAt });
      if (at > now) await deps.clock.wake(at, NEVER);
    }
  }
}

/** Throws `error` when it is not to be tried again, or not so soon. */
function tryAgainAt(
  error: unknown,
  attempt: number,
  { now, giveUpAt }: { readonly now: Instant; readonly giveUpAt: Instant },
): Instant {
  const disposition = dispositionOf(error);
  if (disposition === 'conflict') return now;
  const mayPass = error instanceof Fault && (disposition === 'retry' || disposition === 'throttled');
  const at = plus(now, longer(retryAfterOf(error), asMillis(FIRST_PAUSE * 2 ** (attempt - 1))));
  if (!mayPass || at >= giveUpAt) throw error;
  return at;
}

const longer = (asked: Millis | undefined, own: Millis): Millis =>
  asked !== undefined && asked > own ? asked : own;

async function attemptIntake(
  event: InboundEvent,
  change: SurgeChange,
  { store, clock }: IntakeDeps,
): Promise<TakenIn> {
  const found = await store.read(change.id);
  const decision = decideEvent(found, event, change, clock.now());
  const before = found?.surge;
  if (decision.kind === 'ignore')
    return { surge: change.id, outcome: decision.reason, targets: targetsOf(before) };
  const { draft } = decision;
  await (found === undefined ? store.create(draft) : replace(found, draft, store));
  return { surge: change.id, outcome: 'stored', targets: targetsOf(before, surgeIn(draft)) };
}

/** One that is gone by now is decided on anew; where nothing can be made, for want of the namespace, is another matter. */
async function replace(
  { id, resourceVersion }: EventSurge,
  draft: EventSurgeDraft,
  store: EventSurgeWriter,
): Promise<void> {
  try {
    await store.replace(draft, resourceVersion);
  } catch (error) {
    if (dispositionOf(error) !== 'notFound') throw error;
    throw new Conflict(`${id} was deleted meanwhile`, { cause: error });
  }
}

const surgeIn = ({ stored }: EventSurgeDraft): Surge | undefined =>
  stored.cancelled ? undefined : stored.surge;

function targetsOf(...surges: readonly (Surge | undefined)[]): readonly TargetRef[] {
  const refs = surges.flatMap((surge) => surge?.targets ?? []).map(({ ref }) => ref);
  return [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
}
