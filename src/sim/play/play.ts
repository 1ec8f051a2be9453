/**
 * One scenario played by one strategy. Before the scenario starts the cluster settles under its first load; after it
 * ends, time goes on unmeasured until everything has been handed back.
 */
import { asMillis, type Instant, later, minus, minutes, plus, seconds } from '../../core/model/time.ts';
import { surgeManifest } from '../../resources/surge/codec.ts';
import { NO_FAULTS } from '../client/faults.ts';
import { ForescaleProcess } from '../client/forescale-process.ts';
import { buildCluster, type Cluster, OWNER } from '../cluster.ts';
import type { ClusterSpec } from '../cluster-spec.ts';
import type { StrategyName, StrategyResult } from '../comparison.ts';
import { Engine } from '../engine.ts';
import { type Random, seededRandom } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { checkIn } from './check-in.ts';
import { awaitHandBack } from './hand-back.ts';
import { rememberIntent } from './intent.ts';
import { type Measures, startMeasures } from './measures.ts';
import { clusterFor } from './strategy.ts';

const SETTLING = minutes(10);
/** What a process that ends may take to finish what it has begun. */
const ENDING = seconds(30);
const REPORTS = 100;

export interface PlayOptions {
  /** Of the run, from 0 to 1, and what is going on there. */
  readonly onShare: (share: number, line: string) => void;
  readonly signal: AbortSignal;
}

export async function play(
  strategy: StrategyName,
  scenario: Scenario,
  options: PlayOptions,
): Promise<StrategyResult> {
  const engine = new Engine(minus(scenario.start, SETTLING));
  const random = seededRandom(scenario.seed);
  const { workloads, ...rest } = steadyBefore(scenario.start, clusterFor(strategy, scenario));
  const cluster = buildCluster({ ...rest, workloads }, engine, random);
  const isRestored = rememberIntent(cluster, workloads);
  const forescale =
    strategy === 'forescale' ? startForescale(scenario, cluster, random.fork('forescale')) : undefined;

  await engine.runUntil(scenario.start);
  const measures = startMeasures(cluster, workloads, scenario);
  await runScenario(scenario, engine, measures, options);
  const measured = measures.read();
  const { surges } = scenario;
  const restored = await awaitHandBack({ engine, surges, isRestored, signal: options.signal });
  options.onShare(1, '');
  const stopped = forescale?.stop();
  await engine.runUntil(plus(engine.now, ENDING));
  await stopped;
  return { name: strategy, ...measured, restored, writes: forescale?.writes ?? 0 };
}

/** The load of the first moment, for as long as it takes the cluster to come to rest under it. */
function steadyBefore(start: Instant, spec: ClusterSpec): ClusterSpec {
  const workloads = spec.workloads.map((workload) => ({
    ...workload,
    offeredRps: (at: Instant) => workload.offeredRps(later(at, start)),
  }));
  return { ...spec, workloads };
}

async function runScenario(
  { start, duration }: Scenario,
  engine: Engine,
  measures: Measures,
  { onShare, signal }: PlayOptions,
): Promise<void> {
  for (let part = 1; part <= REPORTS; part += 1) {
    await checkIn(engine, signal);
    onShare((part - 1) / REPORTS, measures.describe());
    await engine.runUntil(plus(start, asMillis((duration * part) / REPORTS)));
  }
}

function startForescale(scenario: Scenario, cluster: Cluster, random: Random): ForescaleProcess {
  for (const surge of scenario.surges) cluster.api.create('Surge', surgeManifest(surge), { manager: OWNER });
  const process = new ForescaleProcess({
    ...cluster,
    random,
    config: scenario.prescale,
    faultRates: NO_FAULTS,
    latency: asMillis(10),
    skew: asMillis(0),
    log: { info: () => {}, warn: () => {} },
  });
  process.start();
  return process;
}
