/**
 * Keys that want a run, in the order they asked. A key waits once however often it is added, and is never run twice at
 * once: added while it runs, it runs again after. A run takes the place of every wake-up asked for before it began.
 */
import TinyQueue from 'tinyqueue';
import type { Instant } from '../core/model/time.ts';

interface WakeUp {
  readonly key: string;
  readonly at: Instant;
  readonly order: number;
}

const byTime = (a: WakeUp, b: WakeUp): number => a.at - b.at || a.order - b.order;

/** Void wake-ups that the heap may hold beyond as many as count. */
const SLACK = 64;

/** `due`: when its time came, for a key that was waited for; undefined = just now. */
type OnQueued = (key: string, due: Instant | undefined) => void;

export class Workqueue {
  /** A set keeps the order in which keys came. */
  readonly #waiting = new Set<string>();
  /** Goes on where it stands: a new one would first pass the places of all keys taken before. */
  #inTurn = this.#waiting.values();
  readonly #running = new Set<string>();
  /** Added while running. */
  readonly #again = new Set<string>();
  /** The one wake-up of a key that counts; others of the key in the heap are void. */
  readonly #wakeUps = new Map<string, WakeUp>();
  #heap = new TinyQueue<WakeUp>([], byTime);
  readonly #listeners = new Set<() => void>();
  #onQueued: OnQueued | undefined;
  #order = 0;

  /** A run of the key will begin after this call. */
  add(key: string): void {
    this.#enqueue(key);
    this.#tell();
  }

  /** As `add`, at an instant. The earliest of several counts; none does when a run is to begin before anyway. */
  addAt(key: string, at: Instant): void {
    const known = this.#wakeUps.get(key);
    if (this.#waiting.has(key) || this.#again.has(key) || (known !== undefined && known.at <= at)) return;
    const wakeUp = { key, at, order: this.#order++ };
    this.#wakeUps.set(key, wakeUp);
    this.#heap.push(wakeUp);
    this.#compact();
    this.#tell();
  }

  /** The next key to run now, which the caller must give back by `done`; undefined = none. */
  take(now: Instant): string | undefined {
    for (let next = this.#nextWakeUp(); next !== undefined && next.at <= now; next = this.#nextWakeUp()) {
      this.#wakeUps.delete(next.key);
      this.#enqueue(next.key, next.at);
    }
    const key = this.#firstWaiting();
    if (key === undefined) return undefined;
    this.#waiting.delete(key);
    this.#wakeUps.delete(key);
    this.#running.add(key);
    return key;
  }

  done(key: string): void {
    this.#running.delete(key);
    if (!this.#again.delete(key)) return;
    this.#waiting.add(key);
    this.#tell();
  }

  /** The earliest wake-up; undefined = none. Keys that wait already are not in it. */
  nextDue(): Instant | undefined {
    return this.#nextWakeUp()?.at;
  }

  /** Calls back whenever there is a new key to take or a new instant to wait for; returns how to stop that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls back for every key that begins to ask for a run, and at once for those that already do. One at a time. */
  observe(onQueued: OnQueued): void {
    this.#onQueued = onQueued;
    for (const key of [...this.#waiting, ...this.#again]) onQueued(key, undefined);
  }

  #enqueue(key: string, due?: Instant): void {
    const place = this.#running.has(key) ? this.#again : this.#waiting;
    if (place.has(key)) return;
    place.add(key);
    this.#onQueued?.(key, due);
  }

  /** Keys leave the set by being taken alone, so the iterator stands before the first of those that wait. */
  #firstWaiting(): string | undefined {
    if (this.#waiting.size === 0) return undefined;
    const next = this.#inTurn.next();
    if (next.done !== true) return next.value;
    this.#inTurn = this.#waiting.values();
    return this.#inTurn.next().value;
  }

  #nextWakeUp(): WakeUp | undefined {
    let next = this.#heap.peek();
    while (next !== undefined && this.#wakeUps.get(next.key) !== next) {
      this.#heap.pop();
      next = this.#heap.peek();
    }
    return next;
  }

  #compact(): void {
    if (this.#heap.length > 2 * this.#wakeUps.size + SLACK)
      this.#heap = new TinyQueue([...this.#wakeUps.values()], byTime);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
