/** How many events one object may cause: a few at once, then one in a while. */
import { between, type Instant, type Millis } from '../../core/model/time.ts';

interface Level {
  readonly tokens: number;
  readonly at: Instant;
}

export interface AllowanceOptions {
  readonly burst: number;
  /** Until one more is allowed. */
  readonly refill: Millis;
}

export class EventAllowance {
  readonly #options: AllowanceOptions;
  readonly #levels = new Map<string, Level>();

  constructor(options: AllowanceOptions) {
    this.#options = options;
  }

  /** Takes one, or says that there is none left. */
  take(key: string, now: Instant): boolean {
    const tokens = this.#tokensOf(key, now);
    if (tokens < 1) return false;
    this.#levels.set(key, { tokens: tokens - 1, at: now });
    return true;
  }

  /** Forgets objects that have their whole allowance again. */
  sweep(now: Instant): void {
    for (const key of this.#levels.keys())
      if (this.#tokensOf(key, now) >= this.#options.burst) this.#levels.delete(key);
  }

  #tokensOf(key: string, now: Instant): number {
    const { burst, refill } = this.#options;
    const level = this.#levels.get(key);
    if (level === undefined) return burst;
    return Math.min(burst, level.tokens + Math.max(0, between(level.at, now)) / refill);
  }
}
