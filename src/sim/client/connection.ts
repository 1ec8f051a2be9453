/**
 * One process's connection to the API server: latency, faults, and death. A call of a process that has died never
 * comes back, so nothing after it runs, just as in a killed process.
 */
import { type Millis, plus, seconds } from '../../core/model/time.ts';
import { Conflict, type Fault, Invalid, NotFound, Throttled, Unavailable } from '../../ports/faults.ts';
import { ApiError } from '../api/errors.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { Faults, WatchFault } from './faults.ts';

export interface ConnectionDeps {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly faults: Faults;
  readonly latency: Millis;
  /** The process dies here. */
  readonly onCrash: () => void;
}

const TIMEOUT = seconds(10);
const LATE = seconds(40);

export class Connection {
  readonly #deps: ConnectionDeps;
  readonly #unsubscribes: (() => void)[] = [];
  #dead = false;
  #writes = 0;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
  }

  /** Writes that took effect. */
  get writes(): number {
    return this.#writes;
  }

  get api(): ApiServer {
    return this.#deps.api;
  }

  get dead(): boolean {
    return this.#dead;
  }

  read<T>(request: () => T): Promise<T> {
    return this.#call(request, false, undefined);
  }

  /** `disturb` writes the same object as somebody else would, to bring a conflict about. */
  write(request: () => void, disturb?: () => void): Promise<void> {
    return this.#call(
      () => {
        request();
        this.#writes += 1;
      },
      true,
      disturb,
    );
  }

  /** Delivers a watch event to the process, perhaps twice, late, or not at all. */
  deliver(event: () => void): void {
    const fault = this.#deps.faults.nextWatch();
    if (fault === 'lost') return;
    for (const delay of delaysOf(fault, this.#deps.latency)) {
      this.#deps.engine.after(delay, () => {
        if (this.#dead) return;
        event();
        this.#deps.engine.stir();
      });
    }
  }

  onDeath(unsubscribe: () => void): void {
    this.#unsubscribes.push(unsubscribe);
  }

  die(): void {
    this.#dead = true;
    for (const unsubscribe of this.#unsubscribes.splice(0)) unsubscribe();
  }

  async #call<T>(request: () => T, write: boolean, disturb: (() => void) | undefined): Promise<T> {
    await this.#pass(this.#deps.latency);
    switch (this.#deps.faults.nextCall(write)) {
      case 'throttled':
        throw new Throttled('429 Too Many Requests');
      case 'unavailable':
        throw new Unavailable('503 Service Unavailable');
      case 'timeoutAfterEffect':
        send(request);
        await this.#pass(TIMEOUT);
        throw new Unavailable('the answer did not come in time');
      case 'conflict':
        disturb?.();
        return send(request);
      case 'crashBefore':
        return this.#crash();
      case 'crashAfter':
        send(request);
        return this.#crash();
      case undefined:
        return send(request);
    }
  }

  #crash(): Promise<never> {
    this.#deps.onCrash();
    return new Promise<never>(() => {});
  }

  /** Lets virtual time pass; never comes back to a process that died meanwhile. */
  #pass(length: Millis): Promise<void> {
    const { engine } = this.#deps;
    return new Promise((resolve) => {
      engine.at(plus(engine.now, length), () => {
        if (this.#dead) return;
        resolve();
        engine.stir();
      });
    });
  }
}

function delaysOf(fault: WatchFault | undefined, latency: Millis): readonly Millis[] {
  if (fault === 'late') return [LATE];
  return fault === 'duplicated' ? [latency, LATE] : [latency];
}

function send<T>(request: () => T): T {
  try {
    return request();
  } catch (error) {
    throw translate(error);
  }
}

const FAULTS = new Map<number, new (message: string, options: ErrorOptions) => Fault>([
  [404, NotFound],
  [409, Conflict],
  [422, Invalid],
  [429, Throttled],
  [500, Unavailable],
  [504, Unavailable],
]);

/** Other refusals are never those of a request that is made here. */
function translate(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const FaultOfCode = FAULTS.get(error.code);
  return FaultOfCode === undefined ? error : new FaultOfCode(error.message, { cause: error });
}
