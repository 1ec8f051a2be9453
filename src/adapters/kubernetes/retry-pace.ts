/** How long to wait before a watch is tried again: longer with each failure in a row, never for ever, never all at once. */
import { asMillis, type Millis, seconds } from '../../core/model/time.ts';
import type { Chance } from '../../ports/chance.ts';

const FIRST = seconds(1);
const CAP = seconds(30);
/** Beyond it the limit is the cap anyway. */
const MOST_DOUBLINGS = 10;
/** A stream that lived so long was a good one; longer than a request may take to be answered. */
const GOOD_WHILE = seconds(20);

export class RetryPace {
  readonly #chance: Chance;
  #failures = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** In a row. */
  get failures(): number {
    return this.#failures;
  }

  /** After a stream that the server ended: at once, unless it ends them as soon as they begin. */
  afterEnd(lived: Millis): Millis {
    return lived >= GOOD_WHILE ? this.#forget() : this.afterFailure(lived, undefined);
  }

  /** `retryAfter`: what the server asked for. */
  afterFailure(lived: Millis, retryAfter: Millis | undefined): Millis {
    if (lived >= GOOD_WHILE) this.#forget();
    const limit = Math.min(CAP, FIRST * 2 ** Math.min(this.#failures, MOST_DOUBLINGS));
    this.#failures += 1;
    return asMillis((retryAfter ?? 0) + (limit / 2) * (1 + this.#chance()));
  }

  #forget(): Millis {
    this.#failures = 0;
    return asMillis(0);
  }
}
