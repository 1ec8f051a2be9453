/** The reads and guarded writes of one Lease: each write holds only while nobody else has written since. */
import type { Instant, Millis } from '../../core/model/time.ts';
import { NotFound } from '../../ports/faults.ts';
import { type Lease, type LeaseSpec, newLease, released, renewed, takenBy } from './lease-record.ts';
import { LEASES, pathOf } from './resource-type.ts';
import type { Transport } from './transport.ts';

export interface LeaseClientOptions {
  readonly transport: Pick<Transport, 'send'>;
  readonly namespace: string;
  readonly name: string;
  /** Of this process; no other may ever have had the same. */
  readonly identity: string;
  /** How long others wait after our last write before they take over. */
  readonly leaseDuration: Millis;
}

export class LeaseClient {
  readonly #options: LeaseClientOptions;

  constructor(options: LeaseClientOptions) {
    this.#options = options;
  }

  /** Undefined when nobody has made it yet. */
  async read(signal: AbortSignal): Promise<Lease | undefined> {
    try {
      return await this.#options.transport.send<Lease>({ method: 'GET', path: this.#path }, signal);
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  /** Throws Conflict or AlreadyExists when somebody was quicker. */
  take(before: Lease | undefined, now: Instant, signal: AbortSignal): Promise<Lease> {
    const { transport, namespace, name, identity, leaseDuration } = this.#options;
    const spec = takenBy(identity, leaseDuration, before, now);
    if (before !== undefined) return this.#write(before, spec, signal);
    const body = newLease(namespace, name, spec);
    return transport.send<Lease>({ method: 'POST', path: pathOf(LEASES, { namespace }), body }, signal);
  }

  renew(held: Lease, now: Instant, signal: AbortSignal): Promise<Lease> {
    return this.#write(held, renewed(now), signal);
  }

  async release(held: Lease, now: Instant, signal: AbortSignal): Promise<void> {
    await this.#write(held, released(now), signal);
  }

  #write({ metadata: { resourceVersion } }: Lease, spec: LeaseSpec, signal: AbortSignal): Promise<Lease> {
    const body = { metadata: { resourceVersion }, spec };
    const query = { fieldManager: 'forescale' };
    return this.#options.transport.send<Lease>({ method: 'PATCH', path: this.#path, query, body }, signal);
  }

  get #path(): string {
    const { namespace, name } = this.#options;
    return pathOf(LEASES, { namespace, name });
  }
}
