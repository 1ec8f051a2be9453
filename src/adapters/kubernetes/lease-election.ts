/**
 * Leadership by a Lease. Every machine measures with its own clock how long the record has stood still, so it does not
 * matter what time it is elsewhere. The leader counts from before it sent a renewal and gives up earlier than others,
 * who count from when they saw it, take over: the two never overlap unless clocks run at very different speeds.
 */
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/faults.ts';
import type { Leadership, Work } from '../../ports/leadership.ts';
import type { Log } from '../../ports/log.ts';
import { winLease } from './lease-campaign.ts';
import { LeaseClient } from './lease-client.ts';
import { giveBack, keepLease } from './lease-tenure.ts';
import { checkTimes, type Held, LEASE_TIMES, type LeaseTerms, type LeaseTimes } from './lease-terms.ts';
import type { Transport } from './transport.ts';

export interface LeaseElectionOptions {
  readonly transport: Pick<Transport, 'send'>;
  /** Only what it tells of lengths matters; one that is set back while a lease is held would hold it too long. */
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly namespace: string;
  readonly name: string;
  /** Of this process; no other may ever have had the same. */
  readonly identity: string;
  /** 15, 10 and 2 s when not said. */
  readonly times?: LeaseTimes;
  /** Told at the beginning and the end of each reign. */
  readonly led?: (isLeader: boolean) => void;
}

export class LeaseElection implements Leadership {
  readonly #terms: LeaseTerms;
  readonly #led: (isLeader: boolean) => void;

  constructor({ transport, clock, chance, log, ...options }: LeaseElectionOptions) {
    const { namespace, name, identity, times = LEASE_TIMES, led = () => {} } = options;
    checkTimes(times);
    const client = new LeaseClient({
      transport,
      namespace,
      name,
      identity,
      leaseDuration: times.leaseDuration,
    });
    this.#terms = { ...times, client, clock, chance, log, identity };
    this.#led = led;
  }

  async lead(work: Work, signal: AbortSignal): Promise<void> {
    for (let held = await winLease(this.#terms, signal); held !== undefined; ) {
      const lost = await this.#reign(held, work, signal);
      held = lost && !signal.aborted ? await winLease(this.#terms, signal) : undefined;
    }
  }

  /** True when the lease was lost; the work has ended by then. */
  async #reign(held: Held, work: Work, signal: AbortSignal): Promise<boolean> {
    const lost = new AbortController();
    const ended = new AbortController();
    this.#tell(true);
    // Kept until the work has ended: on its way out it still writes.
    const kept = keepLease(held, this.#terms, ended.signal).then((last) => {
      if (last === undefined) lost.abort(new Unavailable('this process is no longer the leader'));
      return last;
    });
    try {
      await work(AbortSignal.any([signal, lost.signal]), lost.signal);
    } finally {
      this.#tell(false);
      ended.abort();
      const last = await kept;
      if (last !== undefined) await giveBack(last, this.#terms);
    }
    return lost.signal.aborted;
  }

  #tell(isLeader: boolean): void {
    const { log, identity } = this.#terms;
    log.info(isLeader ? 'leading' : 'no longer leading', { identity });
    this.#led(isLeader);
  }
}
