/** The rate limit of one controller's client: a token bucket, first come first served. */
import { asMillis, type Instant, plus } from '../../core/model/time.ts';

export class ClientLimits {
  readonly #qps: number;
  readonly #burst: number;
  /** Tokens at `#asOf`; below zero is a queue. */
  #tokens: number;
  #asOf: Instant | undefined;

  constructor(qps: number, burst: number) {
    this.#qps = qps;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Takes `requests` tokens and returns the instant at which the last of them may be sent. */
  reserve(now: Instant, requests: number): Instant {
    this.#refill(now);
    this.#tokens -= requests;
    if (this.#tokens >= 0) return now;
    return plus(now, asMillis((-this.#tokens / this.#qps) * 1_000));
  }

  /** Takes one token if there is one, without waiting. */
  takeNow(now: Instant): boolean {
    this.#refill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  #refill(now: Instant): void {
    const elapsed = this.#asOf === undefined ? 0 : now - this.#asOf;
    this.#asOf = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed / 1_000) * this.#qps);
  }
}
