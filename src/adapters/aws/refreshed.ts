/**
 * A value that is asked for over the network: by one at a time however many want it, kept while it is fresh, and while it
 * is usable when a fresh one cannot be had. Who fails rests a little, or each of a thousand requests would ask again.
 */
import { type Instant, type Millis, plus, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { retryAfterOf } from '../../ports/faults.ts';

export interface Reading<T> {
  readonly value: T;
  readonly freshUntil: Instant;
  /** Undefined = for ever. */
  readonly usableUntil: Instant | undefined;
}

export interface RefreshedOptions<T> {
  readonly clock: Pick<Clock, 'now'>;
  /** Throws a Fault. */
  readonly read: () => Promise<Reading<T>>;
}

const REST: Millis = seconds(2);

export class Refreshed<T> {
  readonly #options: RefreshedOptions<T>;
  #known: Reading<T> | undefined;
  #reading: Promise<T> | undefined;
  #failed: { readonly error: unknown; readonly until: Instant } | undefined;

  constructor(options: RefreshedOptions<T>) {
    this.#options = options;
  }

  /** Throws what the reading threw when there is nothing to use. */
  get(): Promise<T> {
    const now = this.#options.clock.now();
    if (this.#known !== undefined && now < this.#known.freshUntil) return Promise.resolve(this.#known.value);
    if (this.#reading !== undefined) return this.#reading;
    if (this.#failed !== undefined && now < this.#failed.until) return this.#olderOr(this.#failed.error);
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  /** It may be used while a fresh one cannot be had. */
  doubt(): void {
    if (this.#known !== undefined) this.#known = { ...this.#known, freshUntil: this.#options.clock.now() };
  }

  /** It is not used any more. */
  forget(): void {
    this.#known = undefined;
  }

  async #read(): Promise<T> {
    try {
      this.#known = await this.#options.read();
      this.#failed = undefined;
      return this.#known.value;
    } catch (error) {
      const rest = Math.max(REST, retryAfterOf(error) ?? 0) as Millis;
      this.#failed = { error, until: plus(this.#options.clock.now(), rest) };
      return this.#olderOr(error);
    }
  }

  async #olderOr(error: unknown): Promise<T> {
    const { value, usableUntil } = this.#known ?? {};
    const isUsable =
      this.#known !== undefined && (usableUntil === undefined || this.#options.clock.now() < usableUntil);
    if (isUsable) return value as T;
    throw error;
  }
}
