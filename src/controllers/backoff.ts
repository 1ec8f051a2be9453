/**
 * How long a key that failed waits, by disposition alone. Full jitter: evenly between nothing and a limit that doubles
 * with every failure in a row, so that many keys that failed at once do not come back at once. What the server asked to
 * wait for comes on top: many keys are told the same.
 */
import { asMillis, type Millis, minutes, seconds } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { Disposition } from '../ports/faults.ts';

/** `again`: run again after the delay, none = now. `rest`: nothing to do until something changes. */
export type Verdict = { readonly kind: 'again'; readonly delay: Millis } | { readonly kind: 'rest' };

const BASE = seconds(0.5);
const CAP = minutes(1);
/** A writer that loses this often in a row is in a fight, which trying at once would only feed. */
const CONFLICTS_AT_ONCE = 3;
/** Beyond it the limit is the cap anyway; keeps 2 ** n finite. */
const MOST_DOUBLINGS = 30;

const NONE = asMillis(0);
const NOW: Verdict = { kind: 'again', delay: NONE };
const REST: Verdict = { kind: 'rest' };

interface Tally {
  readonly failures: number;
  readonly conflicts: number;
}

export class Backoff {
  readonly #chance: Chance;
  readonly #tallies = new Map<string, Tally>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** `atLeast`: what the server asked to wait. */
  judge(key: string, disposition: Disposition, atLeast: Millis = NONE): Verdict {
    switch (disposition) {
      case 'conflict':
        return this.#judgeConflict(key);
      case 'retry':
      case 'throttled':
        return this.#slowDown(key, atLeast);
      case 'notFound':
      case 'terminal':
        this.forget(key);
        return REST;
    }
  }

  /** The key has had a run without a fault. */
  forget(key: string): void {
    this.#tallies.delete(key);
  }

  #judgeConflict(key: string): Verdict {
    const { failures, conflicts } = this.#tallyOf(key);
    this.#tallies.set(key, { failures, conflicts: conflicts + 1 });
    return conflicts < CONFLICTS_AT_ONCE ? NOW : this.#slowDown(key, NONE);
  }

  #slowDown(key: string, atLeast: Millis): Verdict {
    const { failures, conflicts } = this.#tallyOf(key);
    this.#tallies.set(key, { failures: failures + 1, conflicts });
    const limit = Math.min(CAP, BASE * 2 ** Math.min(failures, MOST_DOUBLINGS));
    return { kind: 'again', delay: asMillis(atLeast + this.#chance() * limit) };
  }

  #tallyOf(key: string): Tally {
    return this.#tallies.get(key) ?? { failures: 0, conflicts: 0 };
  }
}
