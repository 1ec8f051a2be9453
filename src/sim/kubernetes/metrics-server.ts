/**
 * The metrics pipeline: a scrape of all pods every period, and what the last scrape saw. The ready pods of a workload
 * share its load evenly, so one reading stands for all pods that were ready at the scrape.
 */
import { asMillis, type Instant, type Millis, plus } from '../../core/model/time.ts';
import type { ApiServer } from '../api/server.ts';
import type { MetricsSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { toMilli } from './hpa/milli.ts';

/** What each ready pod of a workload uses and serves at an instant. */
export interface PodUsage {
  readonly cpuCores: number;
  readonly rps: number;
}

/** `workload` is `namespace/name` of the Deployment; undefined = nothing can be measured. */
export type ReadUsage = (workload: string, at: Instant) => PodUsage | undefined;

/** In thousandths, as quantities are compared. */
export interface Reading {
  readonly scrapedAt: Instant;
  readonly cpuMilli: number;
  readonly requestsMilli: number;
}

/** What the HPA controller sees of the pipeline. */
export interface MetricsReader {
  /** The time span a sample covers. */
  readonly window: Millis;
  readingOf(workload: string): Reading | undefined;
}

interface MetricsParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly random: Random;
  readonly spec: MetricsSpec;
  readonly readUsage: ReadUsage;
}

export class MetricsServer implements MetricsReader {
  readonly window: Millis;
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #readUsage: ReadUsage;
  readonly #readings = new Map<string, Reading>();
  readonly #outages: { readonly from: Instant; readonly until: Instant }[] = [];

  constructor({ engine, api, random, spec, readUsage }: MetricsParts) {
    this.window = spec.scrapePeriod;
    this.#engine = engine;
    this.#api = api;
    this.#readUsage = readUsage;
    const phase = asMillis(random.fork('scrape-phase').between(0, spec.scrapePeriod));
    engine.every(spec.scrapePeriod, plus(engine.now, phase), () => this.#scrape());
  }

  /** The pipeline is down from `from` until `until`; after that nothing is known until the next scrape. */
  failBetween(from: Instant, until: Instant): void {
    this.#outages.push({ from, until });
  }

  readingOf(workload: string): Reading | undefined {
    const reading = this.#readings.get(workload);
    return reading === undefined || this.#lostSince(reading.scrapedAt) ? undefined : reading;
  }

  #scrape(): void {
    const at = this.#engine.now;
    this.#readings.clear();
    for (const { metadata } of this.#api.list('Deployment')) {
      const workload = `${metadata.namespace ?? ''}/${metadata.name}`;
      const usage = this.#readUsage(workload, at);
      if (usage === undefined) continue;
      const { cpuCores, rps } = usage;
      this.#readings.set(workload, {
        scrapedAt: at,
        cpuMilli: toMilli(cpuCores),
        requestsMilli: toMilli(rps),
      });
    }
  }

  /** Whether an outage that has begun by now was still to end at `since`. */
  #lostSince(since: Instant): boolean {
    return this.#outages.some(({ from, until }) => from <= this.#engine.now && until > since);
  }
}
