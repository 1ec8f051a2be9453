/**
 * Kubernetes Events, aggregated: the same reason on the same object within a while is one event whose count grows. They
 * are written one after the other behind everything else, and what does not get through is dropped.
 */
import { keyOf } from '../../core/model/target.ts';
import { between, type Instant, minutes } from '../../core/model/time.ts';
import type { Chance } from '../../ports/chance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EventRecorder, EventSubject, Happening } from '../../ports/events.ts';
import { NotFound } from '../../ports/faults.ts';
import type { Log } from '../../ports/log.ts';
import { EventAllowance } from './event-allowance.ts';
import { type EventSource, eventName, type Involved, newEvent, repeatedEvent } from './event-record.ts';
import { EVENTS, pathOf } from './resource-type.ts';
import type { Transport } from './transport.ts';

export interface EventClientOptions {
  readonly transport: Pick<Transport, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly chance: Chance;
  readonly log: Log;
  readonly source: EventSource;
  /** The object as it is now; undefined when it is gone. */
  readonly resolve: (subject: EventSubject) => Promise<Involved | undefined>;
}

/** What waits to be written; said again meanwhile, it is counted. */
interface Waiting {
  readonly subject: EventSubject;
  readonly happening: Happening;
  readonly times: number;
}

interface Series {
  readonly name: string;
  readonly count: number;
  readonly last: Instant;
}

/** A repetition after so long is an event of its own. */
const SAME_WITHIN = minutes(10);
const ALLOWANCE = { burst: 25, refill: minutes(5) };
const MOST_WAITING = 2_000;
/** Series and allowances are swept when so many are known. */
const SWEEP_AT = 5_000;

export class EventClient implements EventRecorder {
  readonly #options: EventClientOptions;
  readonly #allowance = new EventAllowance(ALLOWANCE);
  readonly #series = new Map<string, Series>();
  /** In the order in which they came. */
  readonly #waiting = new Map<string, Waiting>();
  #writing: Promise<void> | undefined;

  constructor(options: EventClientOptions) {
    this.#options = options;
  }

  record(subject: EventSubject, happening: Happening): void {
    const key = `${nameOf(subject)} ${happening.type} ${happening.reason}`;
    const times = (this.#waiting.get(key)?.times ?? 0) + 1;
    if (times === 1 && this.#waiting.size >= MOST_WAITING) return;
    this.#waiting.set(key, { subject, happening, times });
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when everything recorded so far is written or lost. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    // Who recorded goes on first: what it says in the same turn is one write.
    await Promise.resolve();
    for (const [key, waiting] of this.#waiting) {
      this.#waiting.delete(key);
      await this.#try(waiting);
    }
    this.#writing = undefined;
  }

  async #try(waiting: Waiting): Promise<void> {
    try {
      await this.#write(waiting);
    } catch (error) {
      const { reason } = waiting.happening;
      this.#options.log.warn('an event could not be written', { reason, error: String(error) });
    }
  }

  async #write({ subject, happening, times }: Waiting): Promise<void> {
    const now = this.#options.clock.now();
    const involved = await this.#options.resolve(subject);
    if (involved === undefined || !this.#allowance.take(involved.uid, now)) return;
    const key = `${involved.uid} ${happening.type} ${happening.reason}`;
    const series = this.#series.get(key);
    const going = series !== undefined && between(series.last, now) < SAME_WITHIN;
    const counted = { name: series?.name ?? '', count: (series?.count ?? 0) + times, last: now };
    if (going && (await this.#repeat(counted, involved, happening))) this.#series.set(key, counted);
    else this.#series.set(key, await this.#begin({ ...counted, count: times }, involved, happening));
    this.#sweep(now);
  }

  async #begin({ count, last }: Series, involved: Involved, happening: Happening): Promise<Series> {
    const { transport, chance, source } = this.#options;
    const name = eventName(involved, last, chance());
    const body = { ...newEvent(name, involved, happening, source, last), count };
    await transport.send({ method: 'POST', path: pathOf(EVENTS, { namespace: involved.namespace }), body });
    return { name, count, last };
  }

  /** False when the event is there no more: the server drops events after an hour. */
  async #repeat(
    { name, count, last }: Series,
    { namespace }: Involved,
    { message }: Happening,
  ): Promise<boolean> {
    const path = pathOf(EVENTS, { namespace, name });
    const body = repeatedEvent(message, count, last);
    try {
      await this.#options.transport.send({ method: 'PATCH', path, body });
      return true;
    } catch (error) {
      if (error instanceof NotFound) return false;
      throw error;
    }
  }

  #sweep(now: Instant): void {
    if (this.#series.size < SWEEP_AT) return;
    for (const [key, { last }] of this.#series)
      if (between(last, now) >= SAME_WITHIN) this.#series.delete(key);
    this.#allowance.sweep(now);
  }
}

const nameOf = (subject: EventSubject): string =>
  subject.kind === 'surge' ? subject.surge : keyOf(subject.ref);
