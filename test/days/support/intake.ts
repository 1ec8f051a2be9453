/**
 * The process that takes surge events in: it stores what core accepts and acknowledges only then. It dies at random,
 * and what it has not acknowledged comes again.
 */
import { asMillis, minutes, plus } from '../../../src/core/model/time.ts';
import { accept, type SurgeEvent } from '../../../src/core/prescale/intake.ts';
import { ApiError } from '../../../src/sim/api/errors.ts';
import type { SurgeObject } from '../../../src/sim/api/objects.ts';
import type { ApiServer } from '../../../src/sim/api/server.ts';
import type { Engine } from '../../../src/sim/engine.ts';
import type { Random } from '../../../src/sim/random.ts';
import { NAMESPACE } from './draw-targets.ts';
import type { Ledger } from './ledger.ts';
import { isOnlyMemory } from './memory.ts';
import type { Deletion, Delivery, IntakePlan } from './plan.ts';
import type { Cast } from './stage.ts';
import { describeEvent, draftOf, storedIn, updated } from './stored-event.ts';

interface IntakeParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly plan: IntakePlan;
}

const NAME = 'intake';

export class Intake implements Cast {
  readonly watched = true;
  readonly news = undefined;
  readonly letters = { sent: [], kept: [] };
  readonly nameOf = (eventId: string): string => eventId;
  readonly #parts: IntakeParts;
  readonly #pending = new Set<Delivery>();
  /** Counts deaths: what an earlier life had begun never goes on. */
  #life = 0;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /** Deliveries that nobody has acknowledged. */
  get pending(): number {
    return this.#pending.size;
  }

  deliver(delivery: Delivery): void {
    this.#pending.add(delivery);
    this.#handle(delivery);
  }

  /** Somebody deletes what is stored of an event, once all of its deliveries are acknowledged. */
  delete(deletion: Deletion): void {
    const { api, engine, ledger } = this.#parts;
    if ([...this.#pending].some(({ event }) => event.eventId === deletion.eventId))
      return engine.after(minutes(1), () => this.delete(deletion));
    const surge = this.#find(deletion.eventId);
    if (surge !== undefined && !isOnlyMemory(api, surge))
      ledger.as('ann', () => api.delete('Surge', NAMESPACE, deletion.eventId));
  }

  #handle(delivery: Delivery): void {
    if (!this.#pending.has(delivery)) return;
    const { engine, plan, random } = this.#parts;
    engine.after(asMillis(plan.visibility * (1 + random.unit())), () => this.#handle(delivery));
    const { event } = delivery;
    this.#next(() => {
      const seen = this.#find(event.eventId);
      this.#next(() => {
        if (!this.#store(event, seen)) return;
        this.#next(() => {
          this.#pending.delete(delivery);
          this.#parts.ledger.remark(NAME, `acknowledges ${describeEvent(event)}`);
        });
      });
    });
  }

  /** One request later, unless the process has died by then. */
  #next(step: () => void): void {
    const { engine, ledger, plan, random } = this.#parts;
    const life = this.#life;
    engine.at(plus(engine.now, asMillis(plan.latency * (1 + random.unit()))), () => {
      if (life !== this.#life) return;
      if (!random.chance(plan.crash)) return step();
      this.#life += 1;
      ledger.remark(NAME, 'dies');
    });
  }

  /** False when somebody else wrote the surge since it was read: the event will come again. */
  #store(event: SurgeEvent, seen: SurgeObject | undefined): boolean {
    const acceptance = accept(seen && storedIn(seen), event);
    if (acceptance.kind === 'ignore') return true;
    const { api, ledger } = this.#parts;
    try {
      ledger.as(NAME, () => {
        if (seen === undefined) return api.create('Surge', draftOf(acceptance.value), { manager: NAME });
        return api.update('Surge', NAMESPACE, event.eventId, NAME, (current) => {
          if (current.metadata.resourceVersion === seen.metadata.resourceVersion)
            return updated(current, acceptance.value);
          throw new ApiError(409, 'Conflict', `Surge "${event.eventId}" has been modified`);
        });
      });
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      ledger.remark(NAME, `${describeEvent(event)}: ${error.code}`);
      return false;
    }
  }

  readonly #find = (eventId: string): SurgeObject | undefined =>
    this.#parts.api.find('Surge', NAMESPACE, eventId);
}
