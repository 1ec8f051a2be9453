/** What goes wrong on the way between a process and the API server, drawn by seed. */
import type { Random } from '../random.ts';

export type CallFault =
  /** Refused with 429. */
  | 'throttled'
  /** Refused with 5xx, or never arrived. */
  | 'unavailable'
  /** Took effect, and the answer was lost. */
  | 'timeoutAfterEffect'
  /** Somebody else wrote the object just before. */
  | 'conflict'
  | 'crashBefore'
  | 'crashAfter';

export type WatchFault = 'duplicated' | 'late' | 'lost';

export interface FaultRates {
  readonly calls: Readonly<Partial<Record<CallFault, number>>>;
  readonly watch: Readonly<Partial<Record<WatchFault, number>>>;
}

export const NO_FAULTS: FaultRates = { calls: {}, watch: {} };

export class Faults {
  readonly #rates: FaultRates;
  readonly #random: Random;

  constructor(rates: FaultRates, random: Random) {
    this.#rates = rates;
    this.#random = random;
  }

  nextCall(write: boolean): CallFault | undefined {
    const drawn = this.#draw(this.#rates.calls);
    return drawn === 'conflict' && !write ? undefined : drawn;
  }

  nextWatch(): WatchFault | undefined {
    return this.#draw(this.#rates.watch);
  }

  #draw<F extends string>(rates: Readonly<Partial<Record<F, number>>>): F | undefined {
    let point = this.#random.unit();
    for (const [fault, rate] of Object.entries(rates) as [F, number][]) {
      if (point < rate) return fault;
      point -= rate;
    }
    return undefined;
  }
}
