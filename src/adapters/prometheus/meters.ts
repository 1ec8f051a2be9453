/** The meters of a controller on a registry of Prometheus' client; read by `exposition`. */
import type { Registry } from '@prometheus-io/client';
import { type Millis, toSeconds } from '../../core/model/time.ts';
import type {
  LeadershipMeter,
  LoopMeter,
  LoopReading,
  PassMeter,
  RequestMeter,
  RunResult,
  SurgeCensus,
} from '../../ports/metrics.ts';
import { CATALOGUE } from './catalogue.ts';
import { RaisedSeries } from './raised-series.ts';
import { newRegistry, type Registered, registerMetrics } from './registered.ts';

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Targets that have series of their own. */
const LISTED_TARGETS = 500;

const RESULTS: Readonly<Record<RunResult, string>> = {
  success: 'success',
  conflict: 'conflict',
  notFound: 'not_found',
  throttled: 'throttled',
  retry: 'error',
  terminal: 'refused',
};

export class PrometheusMeters implements LeadershipMeter, RequestMeter {
  readonly #registry: Registry;
  readonly #metrics: Registered;
  readonly #raised: RaisedSeries;
  readonly #loops = new Map<string, () => LoopReading>();
  #census: SurgeCensus | undefined;

  constructor(registry: Registry = newRegistry()) {
    this.#registry = registry;
    this.#metrics = registerMetrics(registry);
    this.#raised = new RaisedSeries(this.#metrics, LISTED_TARGETS);
    const perLoop = (spec: typeof CATALOGUE.depth | typeof CATALOGUE.longestRun, of: LoopValue) =>
      this.#metrics.gauge(spec, (series) => {
        series.reset();
        for (const [name, read] of this.#loops) series.set({ name }, of(read()));
      });
    perLoop(CATALOGUE.depth, ({ waiting }) => waiting);
    perLoop(CATALOGUE.longestRun, ({ longestRun }) => toSeconds(longestRun));
    this.#metrics.gauge(CATALOGUE.surges, async (series) => {
      series.reset();
      for (const [phase, count] of await this.#counted()) series.set({ phase }, count);
    });
    this.led(false);
  }

  loop(name: string): LoopMeter {
    const { reconciles, reconcileSeconds, adds, queueSeconds, retries } = this.#metrics;
    // A counter that appears with its first fault would hide that fault from a rate.
    for (const result of Object.values(RESULTS)) reconciles.inc({ controller: name, result }, 0);
    adds.inc({ name }, 0);
    retries.inc({ name }, 0);
    return {
      attach: (read) => this.#loops.set(name, read),
      queued: () => adds.inc({ name }),
      started: (waited) => queueSeconds.observe({ name }, toSeconds(waited)),
      ended: (result, took, retried) => {
        reconciles.inc({ controller: name, result: RESULTS[result] });
        reconcileSeconds.observe({ controller: name }, toSeconds(took));
        if (retried) retries.inc({ name });
      },
    };
  }

  readonly passes: PassMeter = {
    passed: (reading) => this.#raised.note(reading),
    raised: (lateness) => this.#metrics.raiseLateness.observe(toSeconds(lateness)),
    warmed: (took) => this.#metrics.warmUp.observe(toSeconds(took)),
  };

  answered(method: string, code: number, took: Millis): void {
    this.#metrics.requests.inc({ method, code: code === 0 ? '<error>' : String(code) });
    this.#metrics.requestSeconds.observe({ verb: method }, toSeconds(took));
  }

  led(isLeader: boolean): void {
    this.#metrics.leader.set(isLeader ? 1 : 0);
    if (isLeader) return;
    this.#raised.forget();
    this.#loops.clear();
  }

  /** Whom to ask for the surges by phase; undefined = nobody counts them. */
  count(census: SurgeCensus | undefined): void {
    this.#census = census;
  }

  /** A store that cannot be asked must not take all other metrics with it. */
  async #counted(): Promise<readonly (readonly [string, number])[]> {
    try {
      return Object.entries((await this.#census?.()) ?? {});
    } catch {
      return [];
    }
  }

  async exposition(): Promise<Exposition> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}

type LoopValue = (reading: LoopReading) => number;
