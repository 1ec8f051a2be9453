/** Waiting to become the leader: the lease is free, given back, or has stood still for its whole duration. */
import { type Instant, plus } from '../../core/model/time.ts';
import { durationOf, holderOf, type Lease } from './lease-record.ts';
import { type Held, type LeaseTerms, nextTry, warn } from './lease-terms.ts';
import { endBy } from './time-limit.ts';

/** Since when, by our clock, the lease has had this version. */
interface Sight {
  readonly version: string;
  readonly at: Instant;
}

/** What a candidate has seen so far. */
interface Watcher {
  sight: Sight | undefined;
  leader: string | undefined;
}

/** Undefined when `signal` has aborted. */
export async function winLease(terms: LeaseTerms, signal: AbortSignal): Promise<Held | undefined> {
  const watcher: Watcher = { sight: undefined, leader: undefined };
  while (!signal.aborted) {
    const held = await tryOnce(terms, watcher, signal);
    if (held !== undefined) return held;
    await terms.clock.wake(nextTry(terms), signal);
  }
  return undefined;
}

async function tryOnce(terms: LeaseTerms, watcher: Watcher, signal: AbortSignal): Promise<Held | undefined> {
  const { clock, client } = terms;
  try {
    const limit = plus(clock.now(), terms.renewDeadline);
    const lease = await endBy(clock, limit, (stop) => client.read(stop), signal);
    watcher.sight = look(lease, watcher.sight, clock.now());
    if (isFree(lease, watcher.sight, terms)) return await take(lease, terms, signal);
    noteLeader(lease, watcher, terms);
  } catch (error) {
    if (!signal.aborted) warn(terms, 'could not become the leader', error);
  }
  return undefined;
}

function noteLeader(lease: Lease | undefined, watcher: Watcher, { log }: LeaseTerms): void {
  const leader = lease && holderOf(lease);
  if (leader !== watcher.leader) log.info('standing by', { leader });
  watcher.leader = leader;
}

/** Counts from before it is sent: others count from when they see it, which is later. */
async function take(lease: Lease | undefined, terms: LeaseTerms, signal: AbortSignal): Promise<Held> {
  const { clock, client, renewDeadline } = terms;
  const sent = clock.now();
  const until = plus(sent, renewDeadline);
  return { lease: await endBy(clock, until, (stop) => client.take(lease, sent, stop), signal), until };
}

function look(lease: Lease | undefined, before: Sight | undefined, now: Instant): Sight {
  const version = lease?.metadata.resourceVersion ?? '';
  return before?.version === version ? before : { version, at: now };
}

function isFree(lease: Lease | undefined, { at }: Sight, terms: LeaseTerms): boolean {
  const holder = lease && holderOf(lease);
  // Our own name without our knowing: the answer to a take of ours was lost.
  if (lease === undefined || holder === undefined || holder === terms.identity) return true;
  return terms.clock.now() >= plus(at, durationOf(lease, terms.leaseDuration));
}
