/**
 * The Events a controller writes about its objects: they cost requests of the same client. One sender sends them one
 * after the other, so under load they wait behind the controller's own requests; too many on one object are dropped.
 */
import type { Engine } from '../engine.ts';
import { ClientLimits } from './client-limits.ts';

export interface EventRecorderParts {
  readonly engine: Engine;
  readonly limits: Pick<ClientLimits, 'reserve'>;
}

/** The spam filter: so many events on one object, then one every five minutes. */
const EVENTS_PER_OBJECT = 25;
const EVENTS_PER_SECOND_AFTER = 1 / 300;
const MAX_QUEUED = 1_000;

export class EventRecorder {
  readonly #engine: Engine;
  readonly #limits: Pick<ClientLimits, 'reserve'>;
  readonly #allowances = new Map<string, ClientLimits>();
  #queued = 0;
  #sending = false;

  constructor({ engine, limits }: EventRecorderParts) {
    this.#engine = engine;
    this.#limits = limits;
  }

  record(object: string): void {
    if (this.#queued >= MAX_QUEUED || !this.#allows(object)) return;
    this.#queued += 1;
    this.#send();
  }

  #allows(object: string): boolean {
    const allowance =
      this.#allowances.get(object) ?? new ClientLimits(EVENTS_PER_SECOND_AFTER, EVENTS_PER_OBJECT);
    this.#allowances.set(object, allowance);
    return allowance.takeNow(this.#engine.now);
  }

  #send(): void {
    if (this.#sending || this.#queued === 0) return;
    this.#sending = true;
    this.#engine.at(this.#limits.reserve(this.#engine.now, 1), () => {
      this.#sending = false;
      this.#queued -= 1;
      this.#send();
    });
  }
}
