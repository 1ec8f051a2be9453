/** What all parts of an election go by: who we are, and how long things last. */
import { asMillis, type Instant, type Millis, plus, seconds } from '../../core/model/time.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { LeaseClient } from './lease-client.ts';
import type { Lease } from './lease-record.ts';

export interface LeaseTerms {
  readonly client: LeaseClient;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly identity: string;
  /** Others take over when the record has stood still for so long. */
  readonly leaseDuration: Millis;
  /** The leader gives up when its last renewal was sent so long ago. */
  readonly renewDeadline: Millis;
  readonly retryPeriod: Millis;
}

/** A lease of ours, and until when its last renewal counts. */
export interface Held {
  readonly lease: Lease;
  readonly until: Instant;
}

export type LeaseTimes = Pick<LeaseTerms, 'leaseDuration' | 'renewDeadline' | 'retryPeriod'>;

export const LEASE_TIMES: LeaseTimes = {
  leaseDuration: seconds(15),
  renewDeadline: seconds(10),
  retryPeriod: seconds(2),
};

const JITTER = 0.2;

export function checkTimes({ leaseDuration, renewDeadline, retryPeriod }: LeaseTimes): void {
  if (retryPeriod < renewDeadline && renewDeadline < leaseDuration) return;
  throw new RangeError(
    `Expected retryPeriod < renewDeadline < leaseDuration, got ${retryPeriod}, ${renewDeadline}, ${leaseDuration} ms`,
  );
}

/** Not in step with others who wait for the same. */
export const nextTry = ({ clock, chance, retryPeriod }: LeaseTerms): Instant =>
  plus(clock.now(), asMillis(retryPeriod * (1 - JITTER * chance())));

export function warn({ log }: LeaseTerms, message: string, error: unknown): void {
  log.warn(message, { error: error instanceof Error ? error.message : String(error) });
}
