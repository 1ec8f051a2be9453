/**
 * A queue as SQS is one: at least once, in no order. A message that was handed over is not seen for a while; who does not
 * acknowledge it in that time is handed it again, and after too many times it goes to the dead letters.
 */
import { asMillis, minutes, seconds } from '../../../../src/core/model/time.ts';
import type { Engine } from '../../../../src/sim/engine.ts';
import type { Random } from '../../../../src/sim/random.ts';
import type { Ledger } from '../ledger.ts';
import type { QueuePlan } from './draw-functions.ts';

export interface Message {
  readonly messageId: string;
  readonly body: string;
}

/** Resolves to the ids of those that are not acknowledged; never comes back when the process dies. */
export type HandOver = (messages: readonly Message[]) => Promise<readonly string[]>;

interface QueueParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly plan: QueuePlan;
  readonly handOver: HandOver;
}

/** Somebody looks at the dead letters and puts them back. */
const REDRIVE_AFTER = minutes(5);
const GATHER = seconds(1);

export class MessageQueue {
  readonly #parts: QueueParts;
  /** By id, with how often it was handed over; of what is acknowledged nothing is left. */
  readonly #kept = new Map<string, { readonly message: Message; receives: number }>();
  readonly #visible = new Set<string>();
  #sent = 0;
  #polls = false;
  /** Held on to, so that a defect ends the simulation instead of going unheard. */
  readonly handed: Promise<void>[] = [];

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Messages that nobody has acknowledged. */
  get size(): number {
    return this.#kept.size;
  }

  has(messageId: string): boolean {
    return this.#kept.has(messageId);
  }

  send(body: string): string {
    const { random, plan, engine } = this.#parts;
    this.#sent += 1;
    const messageId = `message-${this.#sent}`;
    this.#kept.set(messageId, { message: { messageId, body }, receives: 0 });
    engine.after(asMillis(random.unit() * plan.delay), () => this.#show(messageId));
    return messageId;
  }

  #show(messageId: string): void {
    if (!this.#kept.has(messageId)) return;
    this.#visible.add(messageId);
    if (this.#polls) return;
    this.#polls = true;
    this.#parts.engine.after(asMillis(this.#parts.random.unit() * GATHER), () => this.#poll());
  }

  #poll(): void {
    this.#polls = false;
    const { random, plan, engine, handOver } = this.#parts;
    const batch: Message[] = [];
    const lots = [...this.#visible].map((messageId) => ({ messageId, lot: random.unit() }));
    for (const { messageId } of lots.toSorted((a, b) => a.lot - b.lot).slice(0, plan.batch)) {
      this.#visible.delete(messageId);
      const message = this.#receive(messageId);
      if (message !== undefined) batch.push(message);
    }
    for (const messageId of this.#visible) this.#show(messageId);
    if (batch.length === 0) return;
    this.handed[0] = handOver(batch).then((failed) => this.#settle(batch, new Set(failed)));
    engine.stir();
  }

  #receive(messageId: string): Message | undefined {
    const { plan, engine, ledger } = this.#parts;
    const kept = this.#kept.get(messageId);
    if (kept === undefined) return undefined;
    if (kept.receives >= plan.mostReceives) {
      ledger.remark('queue', `${messageId} goes to the dead letters`);
      kept.receives = 0;
      engine.after(REDRIVE_AFTER, () => this.#show(messageId));
      return undefined;
    }
    kept.receives += 1;
    engine.after(plan.visibility, () => this.#show(messageId));
    return kept.message;
  }

  #settle(batch: readonly Message[], failed: ReadonlySet<string>): void {
    const { plan, random } = this.#parts;
    for (const { messageId } of batch)
      if (!failed.has(messageId) && !random.chance(plan.again)) {
        this.#kept.delete(messageId);
        this.#visible.delete(messageId);
      }
  }
}
