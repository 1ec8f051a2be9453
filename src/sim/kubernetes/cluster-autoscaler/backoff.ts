/** How long the autoscaler leaves a group alone that gave it no nodes: doubled from failure to failure. */
import { asMillis, type Instant, type Millis, minutes, plus } from '../../../core/model/time.ts';
import type { AutoscalerSpec } from '../../cluster-spec.ts';

/** After so long without a failure the next one counts as the first. */
const FORGOTTEN_AFTER = minutes(180);

export class Backoff {
  readonly #spec: AutoscalerSpec;
  #last: { readonly until: Instant; readonly length: Millis } | undefined;

  constructor(spec: AutoscalerSpec) {
    this.#spec = spec;
  }

  blocks(now: Instant): boolean {
    return this.#last !== undefined && now < this.#last.until;
  }

  /** A failure while the group is left alone anyway does not double. */
  fail(now: Instant): void {
    const { initialBackoff, maxBackoff } = this.#spec;
    const last = this.#last;
    const isFirst = last === undefined || this.blocks(now) || now >= plus(last.until, FORGOTTEN_AFTER);
    const length = isFirst ? initialBackoff : asMillis(Math.min(2 * last.length, maxBackoff));
    this.#last = { until: plus(now, length), length };
  }

  succeed(): void {
    this.#last = undefined;
  }
}
