/** One running Forescale controller on the embedded cluster: it can be killed at any write and starts again. */
import { runPrescaleController } from '../../controllers/prescale-controller.ts';
import { type Millis, seconds } from '../../core/model/time.ts';
import type { PrescaleConfig } from '../../core/prescale/config.ts';
import type { Log } from '../../ports/log.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { ChangeWatch } from './change-watch.ts';
import { Connection } from './connection.ts';
import { type FaultRates, Faults } from './faults.ts';
import { ProcessClock } from './process-clock.ts';
import { SurgeClient } from './surge-client.ts';
import { TargetClient } from './target-client.ts';

export interface ForescaleProcessDeps {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly random: Random;
  readonly config: PrescaleConfig;
  readonly faultRates: FaultRates;
  readonly latency: Millis;
  readonly skew: Millis;
  readonly log: Log;
}

const CONCURRENCY = 10;
const RESTART_AFTER = { least: seconds(1), most: seconds(90) };

export class ForescaleProcess {
  readonly #deps: ForescaleProcessDeps;
  readonly #faults: Faults;
  #connection: Connection | undefined;
  #stop = new AbortController();
  #writesBefore = 0;
  #crashes = 0;
  /** Held on to, so that a defect in the controller ends the simulation instead of going unheard. */
  #running: Promise<void> = Promise.resolve();

  constructor(deps: ForescaleProcessDeps) {
    this.#deps = deps;
    this.#faults = new Faults(deps.faultRates, deps.random.fork('faults'));
  }

  get writes(): number {
    return this.#writesBefore + (this.#connection?.writes ?? 0);
  }

  get crashes(): number {
    return this.#crashes;
  }

  start(): void {
    const { engine, api, config, latency, skew, log, random } = this.#deps;
    this.#stop = new AbortController();
    const connection = new Connection({
      engine,
      api,
      faults: this.#faults,
      latency,
      onCrash: () => this.crash(),
    });
    this.#connection = connection;
    const jitter = random.fork(`jitter ${this.#crashes}`);
    this.#running = runPrescaleController(
      {
        clock: new ProcessClock(engine, skew, () => connection.dead),
        targets: new TargetClient(connection),
        surges: new SurgeClient(connection),
        changes: new ChangeWatch(connection),
        chance: () => jitter.unit(),
        config,
        log,
        concurrency: CONCURRENCY,
      },
      this.#stop.signal,
    );
    engine.stir();
  }

  /** Dies on the spot and starts again after a while. */
  crash(): void {
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#crashes += 1;
    this.#writesBefore += connection.writes;
    this.#connection = undefined;
    connection.die();
    const restart = this.#deps.random.fork(`restart ${this.#crashes}`);
    this.#deps.engine.after(restart.between(RESTART_AFTER.least, RESTART_AFTER.most) as Millis, () =>
      this.start(),
    );
  }

  /** Ends in good order; what is under way needs the engine to run on. */
  stop(): Promise<void> {
    this.#stop.abort();
    return this.#running;
  }
}
