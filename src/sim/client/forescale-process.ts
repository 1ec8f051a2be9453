/** One running Forescale controller on the embedded cluster: it can be killed at any write and starts again. */
import { runPrescaleController } from '../../controllers/prescale-controller.ts';
import { runSurgeScheduleController } from '../../controllers/surge-schedules.ts';
import { runSurgeSummaryController } from '../../controllers/surge-summary.ts';
import { type CapacityConfig, parseCapacityConfig } from '../../core/capacity/config.ts';
import { asMillis, type Millis, seconds } from '../../core/model/time.ts';
import type { PrescaleConfig } from '../../core/prescale/config.ts';
import type { Log } from '../../ports/log.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { BufferClient, RoomClient, SurgeCapacityClient } from './capacity-client.ts';
import { ChangeWatch } from './change-watch.ts';
import { Connection } from './connection.ts';
import { type FaultRates, Faults } from './faults.ts';
import { ProcessClock } from './process-clock.ts';
import { ScheduleClient } from './schedule-client.ts';
import { SummaryClient } from './summary-client.ts';
import { SurgeClient } from './surge-client.ts';
import { TargetClient } from './target-client.ts';

export interface ForescaleProcessDeps {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly random: Random;
  readonly config: PrescaleConfig;
  /** The defaults when left out. */
  readonly capacity?: CapacityConfig | undefined;
  readonly faultRates: FaultRates;
  readonly latency: Millis;
  readonly skew: Millis;
  readonly log: Log;
}

const CONCURRENCY = 10;
const DEFAULTS = parseCapacityConfig({});
const RESTART_AFTER = { least: seconds(1), most: seconds(90) };

/** From a start to a crash or the end. */
interface Life {
  readonly connection: Connection;
  readonly stop: AbortController;
  readonly died: PromiseWithResolvers<void>;
}

export class ForescaleProcess {
  readonly #deps: ForescaleProcessDeps;
  readonly #faults: Faults;
  #life: Life | undefined;
  #writesBefore = 0;
  #crashes = 0;
  #stopped = false;
  /** Held on to, so that a defect in the controller ends the simulation instead of going unheard. */
  #running: Promise<void> = Promise.resolve();

  constructor(deps: ForescaleProcessDeps) {
    this.#deps = deps;
    this.#faults = new Faults(deps.faultRates, deps.random.fork('faults'));
  }

  get writes(): number {
    return this.#writesBefore + (this.#life?.connection.writes ?? 0);
  }

  get crashes(): number {
    return this.#crashes;
  }

  start(): void {
    const life = this.#begin();
    this.#life = life;
    this.#running = Promise.race([this.#control(life), life.died.promise]);
    this.#deps.engine.stir();
  }

  /** Dies on the spot and starts again after a while, unless it was told to end. */
  crash(): void {
    const { engine, random } = this.#deps;
    const life = this.#life;
    if (life === undefined) return;
    this.#crashes += 1;
    this.#writesBefore += life.connection.writes;
    this.#life = undefined;
    life.connection.die();
    life.died.resolve();
    const restart = random.fork(`restart ${this.#crashes}`);
    engine.after(asMillis(restart.between(RESTART_AFTER.least, RESTART_AFTER.most)), () => {
      if (!this.#stopped) this.start();
    });
  }

  /** Ends for good and in good order; what is under way needs the engine to run on. */
  stop(): Promise<void> {
    this.#stopped = true;
    this.#life?.stop.abort();
    return this.#running;
  }

  #begin(): Life {
    const { engine, api, latency } = this.#deps;
    const onCrash = (): void => this.crash();
    const connection = new Connection({ engine, api, faults: this.#faults, latency, onCrash });
    return { connection, stop: new AbortController(), died: Promise.withResolvers() };
  }

  async #control({ connection, stop }: Life): Promise<void> {
    const { engine, config, capacity = DEFAULTS, skew, log, random } = this.#deps;
    const jitter = random.fork(`jitter ${this.#crashes}`);
    const surges = new SurgeClient(connection);
    const shared = {
      clock: new ProcessClock(engine, skew, () => connection.dead),
      targets: new TargetClient(connection),
      chance: () => jitter.unit(),
      config,
      log,
    };
    const prescale = {
      ...shared,
      surges,
      capacity: {
        buffers: new BufferClient(connection),
        rooms: new RoomClient(connection),
        statuses: new SurgeCapacityClient(connection),
        config: capacity,
      },
      changes: new ChangeWatch(connection),
      concurrency: CONCURRENCY,
    };
    const summary = { ...shared, surges, summaries: new SummaryClient(connection) };
    await Promise.all([
      runPrescaleController(prescale, stop.signal),
      runSurgeSummaryController(summary, stop.signal),
      runSurgeScheduleController({ ...shared, schedules: new ScheduleClient(connection) }, stop.signal),
    ]);
  }
}
