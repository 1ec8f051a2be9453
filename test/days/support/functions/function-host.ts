/**
 * Where functions run: each invocation is a process of its own, with its own clock and connection. It dies where a fault
 * says so, where its time is up, or with all others at once; what an answer would have let go on never does then.
 */

import type { FunctionsConfig } from '../../../../src/config/functions/functions-config.ts';
import type { SurgeNews } from '../../../../src/core/model/surge-news.ts';
import { type Instant, type Millis, minutes, plus } from '../../../../src/core/model/time.ts';
import type { FunctionsWorld } from '../../../../src/main/functions/world.ts';
import type { DeadLetter, DeadLetters } from '../../../../src/ports/dead-letters.ts';
import { Unavailable } from '../../../../src/ports/faults.ts';
import type { NewsBus } from '../../../../src/ports/news.ts';
import { Connection } from '../../../../src/sim/client/connection.ts';
import { Faults } from '../../../../src/sim/client/faults.ts';
import { ProcessClock } from '../../../../src/sim/client/process-clock.ts';
import type { Random } from '../../../../src/sim/random.ts';
import { livePortsOn } from '../../../support/live-ports.ts';
import type { DayPlan } from '../plan.ts';
import { logOf } from '../run-day.ts';
import type { Stage } from '../stage.ts';
import type { FunctionsPlan } from './draw-functions.ts';
import { functionsConfigOf } from './functions-day.ts';

export interface Limits {
  /** What it is told that it has. */
  readonly time: Millis;
  /** When it is cut off. */
  readonly timeout: Millis;
}

export interface Invocation {
  readonly name: string;
  readonly world: FunctionsWorld;
  /** No new work begins from then on, by the clock of the process. */
  readonly until: Instant;
}

/** A process that has answered is frozen, and thawed or thrown away later. */
const THROWN_AWAY_AFTER = minutes(3);

export class FunctionHost {
  readonly #stage: Stage;
  readonly #day: DayPlan;
  readonly #plan: FunctionsPlan;
  readonly #own: FunctionsConfig;
  readonly #others: FunctionsConfig;
  readonly letters: DeadLetter[] = [];
  readonly news: SurgeNews[] = [];
  readonly #alive = new Set<() => void>();
  #count = 0;

  constructor(stage: Stage, day: DayPlan, plan: FunctionsPlan) {
    [this.#stage, this.#day, this.#plan] = [stage, day, plan];
    this.#own = functionsConfigOf(day, plan.alarm, day.settings);
    this.#others = functionsConfigOf(day, plan.alarm, plan.rollout.settings);
    for (const { kills } of day.processes) for (const at of kills) stage.engine.at(at, () => this.#killAll());
  }

  /** Never comes back when the process dies. */
  async invoke<T>(
    what: string,
    { time, timeout }: Limits,
    work: (invocation: Invocation) => Promise<T>,
  ): Promise<T> {
    this.#count += 1;
    const name = `${what}-${this.#count}`;
    const { engine, ledger, api, random } = this.#stage;
    const own = random.fork(name);
    const { skew, latency, faults } = own.pick(this.#day.processes);
    const crash = (): void => {
      if (connection.dead) return;
      ledger.remark(name, 'dies');
      connection.die();
      this.#alive.delete(crash);
    };
    const connection: Connection = new Connection({
      engine,
      api: ledger.signed(api, name),
      faults: new Faults(faults, own.fork('faults')),
      latency,
      onCrash: crash,
    });
    this.#alive.add(crash);
    let over = false;
    engine.after(timeout, () => {
      if (!over) crash();
    });
    const ports = livePortsOn(connection);
    const clock = new ProcessClock(engine, skew, () => connection.dead);
    const world: FunctionsWorld = {
      config: this.#configFor(own.chance(0.5)),
      clock,
      chance: () => own.unit(),
      log: logOf(name, this.#stage),
      clusters: { open: () => Promise.resolve(ports) },
      news: this.#newsBus(connection, own.fork('news')),
      deadLetters: this.#deadLetters(connection, own.fork('letters')),
    };
    const result = await work({ name, world, until: plus(clock.now(), time) });
    over = true;
    this.#alive.delete(crash);
    engine.after(THROWN_AWAY_AFTER, () => connection.die());
    return result;
  }

  #configFor(drawn: boolean): FunctionsConfig {
    const { from, until } = this.#plan.rollout;
    const { now } = this.#stage.engine;
    return drawn && from <= now && now < until ? this.#others : this.#own;
  }

  #deadLetters(connection: Connection, random: Random): DeadLetters {
    const put = (letter: DeadLetter): void => {
      if (random.chance(this.#plan.lettersFail)) throw new Unavailable('the queue of dead letters');
      this.letters.push(letter);
    };
    return { put: (letter) => connection.read(() => put(letter)) };
  }

  /** It takes all, or some; what was taken may be answered by a fault all the same. */
  #newsBus(connection: Connection, random: Random): NewsBus {
    const take = (news: readonly SurgeNews[]): readonly string[] => {
      const taken = news.filter(() => !random.chance(this.#plan.newsFail));
      this.news.push(...taken);
      return taken.map(({ id }) => id);
    };
    return { publish: (news) => connection.read(() => take(news)) };
  }

  #killAll(): void {
    for (const crash of this.#alive) crash();
  }
}
