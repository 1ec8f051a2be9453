/** Staying the leader: the lease is renewed until the work has ended, and given back then. */
import { earlier, plus } from '../../core/model/time.ts';
import { Conflict, NotFound } from '../../ports/faults.ts';
import { holderOf } from './lease-record.ts';
import { type Held, type LeaseTerms, nextTry, warn } from './lease-terms.ts';
import { endBy } from './time-limit.ts';

/** The lease as it is when `ended` aborts; undefined as soon as it does not count any more. */
export async function keepLease(
  held: Held,
  terms: LeaseTerms,
  ended: AbortSignal,
): Promise<Held | undefined> {
  const { clock } = terms;
  let last: Held | undefined = held;
  while (last !== undefined) {
    await clock.wake(earlier(nextTry(terms), last.until), ended);
    if (ended.aborted) return last;
    last = clock.now() >= last.until ? undefined : await renew(last, terms);
  }
  return undefined;
}

async function renew(held: Held, terms: LeaseTerms): Promise<Held | undefined> {
  const { clock, client, renewDeadline } = terms;
  const sent = clock.now();
  try {
    const lease = await endBy(clock, held.until, (stop) => client.renew(held.lease, sent, stop));
    return { lease, until: plus(sent, renewDeadline) };
  } catch (error) {
    if (error instanceof NotFound || clock.now() >= held.until) return undefined;
    if (error instanceof Conflict) return lookAgain(held, terms);
    warn(terms, 'could not renew the lease', error);
    return held;
  }
}

/** Somebody took over, or a renewal of ours whose answer was lost has moved the version: then the next one can follow. */
async function lookAgain(held: Held, terms: LeaseTerms): Promise<Held | undefined> {
  const { clock, client, identity } = terms;
  try {
    const lease = await endBy(clock, held.until, (stop) => client.read(stop));
    return lease !== undefined && holderOf(lease) === identity ? { ...held, lease } : undefined;
  } catch (error) {
    warn(terms, 'could not read the lease', error);
    return clock.now() >= held.until ? undefined : held;
  }
}

/** Only a lease that still counts: another may have taken one that does not. */
export async function giveBack({ lease, until }: Held, terms: LeaseTerms): Promise<void> {
  const { clock, client } = terms;
  try {
    await endBy(clock, until, (stop) => client.release(lease, clock.now(), stop));
  } catch (error) {
    warn(terms, 'could not give the lease back: others wait until it has run out', error);
  }
}
