/**
 * Credentials that are looked at again every few seconds, by one at a time however many ask: reading may start a
 * program. When the server does not know them, what was cached is thrown away, but not in a storm: a right that is
 * missing for good must not start that program for each request.
 */
import { isDeepStrictEqual } from 'node:util';
import { between, type Instant, seconds } from '../../core/model/time.ts';
import type { Clock } from '../../ports/clock.ts';
import { Fault, Unauthorized } from '../../ports/faults.ts';
import type { Access, Credentials } from './credentials.ts';

export interface AccessSource {
  /** As it is now. */
  read(): Promise<Access>;
  /** The next read begins from nothing. */
  forget(): Promise<void>;
}

const GOOD_FOR = seconds(10);
const BETWEEN_RENEWALS = seconds(5);

export class CachedCredentials implements Credentials {
  readonly #source: AccessSource;
  readonly #clock: Clock;
  #access: Access | undefined;
  #readAt: Instant | undefined;
  #renewedAt: Instant | undefined;
  #reading: Promise<Access> | undefined;

  constructor(source: AccessSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  access(): Promise<Access> {
    const isGood = this.#readAt !== undefined && between(this.#readAt, this.#clock.now()) < GOOD_FOR;
    if (isGood && this.#access !== undefined) return Promise.resolve(this.#access);
    const known = this.#access;
    const reading = this.#readOnce(() => this.#source.read());
    // A file being replaced or a program that failed is no reason to drop what the server may still take.
    return known === undefined ? reading : reading.catch(() => known);
  }

  renew(refused: Access): Promise<Access> {
    const now = this.#clock.now();
    if (this.#reading !== undefined) return this.#reading;
    if (this.#access !== undefined && this.#access !== refused) return Promise.resolve(this.#access);
    if (this.#renewedAt !== undefined && between(this.#renewedAt, now) < BETWEEN_RENEWALS)
      return Promise.resolve(refused);
    this.#renewedAt = now;
    return this.#readOnce(async () => {
      await this.#source.forget();
      return this.#source.read();
    });
  }

  #readOnce(read: () => Promise<Access>): Promise<Access> {
    this.#reading ??= read()
      .then((fresh) => this.#keep(fresh))
      .catch((cause: unknown) => {
        if (cause instanceof Unauthorized) throw cause;
        // Whatever is wrong with a file or a program can be mended while this process runs.
        const said = cause instanceof Error ? cause.message : String(cause);
        throw new Unauthorized(cause instanceof Fault ? said : `no credentials: ${said}`, { cause });
      })
      .finally(() => {
        this.#reading = undefined;
        this.#readAt = this.#clock.now();
      });
    return this.#reading;
  }

  /** What has not changed stays the same object, so that its connections are kept. */
  #keep(fresh: Access): Access {
    const known = this.#access;
    const tls = known !== undefined && isDeepStrictEqual(known.tls, fresh.tls) ? known.tls : fresh.tls;
    const isSame =
      known !== undefined &&
      tls === known.tls &&
      fresh.agent === known.agent &&
      isDeepStrictEqual(known.headers, fresh.headers);
    this.#access = isSame ? known : { ...fresh, tls };
    return this.#access;
  }
}
