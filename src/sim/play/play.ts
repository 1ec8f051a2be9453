/**
 * One scenario played by one strategy. Before the scenario starts the cluster settles under its first load; after it
 * ends, time goes on unmeasured until everything has been handed back.
 */
import {
  asMillis,
  between,
  earlier,
  type Instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
} from '../../core/model/time.ts';
import { NO_FAULTS } from '../client/faults.ts';
import { ForescaleProcess } from '../client/forescale-process.ts';
import { surgeDraft } from '../client/surge-codec.ts';
import { buildCluster, type Cluster, keyOfWorkload, OWNER } from '../cluster.ts';
import type { ClusterSpec, WorkloadSpec } from '../cluster-spec.ts';
import type { StrategyName, StrategyResult } from '../comparison.ts';
import { Engine } from '../engine.ts';
import { seededRandom } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { TrafficMeter, type TrafficTotals } from '../traffic/meter.ts';
import { NodeMeter } from '../traffic/node-meter.ts';
import { rememberIntent } from './intent.ts';
import { peakRps, replicasFor } from './need.ts';
import { recordTimeline } from './recorder.ts';
import { clusterFor } from './strategy.ts';
import { WarmthWatch } from './warmth.ts';

const SETTLING = minutes(10);
/** The longest that a hand-back is waited for after the last surge. */
const HANDING_BACK = minutes(60);
/** What a process that ends may take to finish what it has begun. */
const ENDING = seconds(30);
const REPORTS = 100;
/** Made once: making one takes longer than playing a second. */
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export interface PlayOptions {
  /** Of the run, from 0 to 1, and what is going on there. */
  readonly onShare: (share: number, line: string) => void;
  readonly signal: AbortSignal;
}

export async function play(
  strategy: StrategyName,
  scenario: Scenario,
  { onShare, signal }: PlayOptions,
): Promise<StrategyResult> {
  const engine = new Engine(minus(scenario.start, SETTLING));
  const random = seededRandom(scenario.seed);
  const spec = steadyBefore(scenario.start, clusterFor(strategy, scenario));
  const cluster = buildCluster(spec, engine, random);
  const isRestored = rememberIntent(cluster, spec.workloads);
  const forescale =
    strategy === 'forescale' ? startForescale(scenario, cluster, random.fork('forescale')) : undefined;

  await engine.runUntil(scenario.start);
  const end = plus(scenario.start, scenario.duration);
  const meters = spec.workloads.map((workload) => new TrafficMeter({ ...cluster, workload }));
  const nodeMeter = new NodeMeter(cluster);
  const warmth = watchWarmth(scenario, cluster);
  const push = scenario.events[0]?.at ?? scenario.start;
  const timeline = recordTimeline(cluster, spec.workloads, { from: scenario.start, until: end, push });
  for (let part = 1; part <= REPORTS; part += 1) {
    signal.throwIfAborted();
    onShare((part - 1) / REPORTS, describe(cluster, spec.workloads, meters));
    await engine.runUntil(plus(scenario.start, asMillis((scenario.duration * part) / REPORTS)));
  }
  const totals = addTotals(meters.map((meter) => meter.totals()));
  const nodeSeconds = nodeMeter.nodeSeconds();
  const restored = await handBack(scenario, engine, isRestored);
  onShare(1, '');
  const stopped = forescale?.stop();
  await engine.runUntil(plus(engine.now, ENDING));
  await stopped;
  return {
    name: strategy,
    ...totals,
    nodeSeconds,
    warmBeforeEventSeconds: warmth.results(),
    restored,
    writes: forescale?.writes ?? 0,
    timeline,
  };
}

/** One line for whoever waits: the pods there are, and what has been lost so far. */
function describe(
  { pods }: Cluster,
  workloads: readonly WorkloadSpec[],
  meters: readonly TrafficMeter[],
): string {
  const ready = workloads.reduce((sum, workload) => sum + pods.readyCountOf(keyOfWorkload(workload)), 0);
  const { unservedRequests } = addTotals(meters.map((meter) => meter.totals()));
  return `${ready} ready, ${WHOLE.format(unservedRequests)} requests lost`;
}

/** The load of the first moment, for as long as it takes the cluster to come to rest under it. */
function steadyBefore(start: Instant, spec: ClusterSpec): ClusterSpec {
  const workloads = spec.workloads.map((workload) => ({
    ...workload,
    offeredRps: (at: Instant) => workload.offeredRps(later(at, start)),
  }));
  return { ...spec, workloads };
}

function startForescale(
  scenario: Scenario,
  cluster: Cluster,
  random: ReturnType<typeof seededRandom>,
): ForescaleProcess {
  for (const surge of scenario.surges) cluster.api.create('Surge', surgeDraft(surge), { manager: OWNER });
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

/** Warm means that the ready pods could serve the highest load of the event, over all workloads together. */
function watchWarmth(scenario: Scenario, { engine, pods }: Cluster): WarmthWatch {
  const { workloads } = scenario.cluster;
  const watch = new WarmthWatch(
    scenario.events.map(({ at, end }) => ({
      at,
      end,
      needed: workloads.reduce(
        (sum, { offeredRps, profile }) =>
          sum + replicasFor(peakRps(offeredRps, at, between(at, end)), profile.rpsPerReplica),
        0,
      ),
    })),
  );
  const tell = () =>
    watch.readyChanged(
      engine.now,
      workloads.reduce((sum, workload) => sum + pods.readyCountOf(keyOfWorkload(workload)), 0),
    );
  tell();
  pods.onReadiness(tell);
  return watch;
}

async function handBack(scenario: Scenario, engine: Engine, isRestored: () => boolean): Promise<boolean> {
  const lastEnd = scenario.surges.reduce((last, { end }) => later(last, end), engine.now);
  const limit = plus(lastEnd, HANDING_BACK);
  if (engine.now < lastEnd) await engine.runUntil(lastEnd);
  while (!isRestored() && engine.now < limit)
    await engine.runUntil(earlier(limit, plus(engine.now, seconds(30))));
  return isRestored();
}

function addTotals(all: readonly TrafficTotals[]) {
  const sum = (of: (totals: TrafficTotals) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    offeredRequests: sum(({ offeredRequests }) => offeredRequests),
    unservedRequests: sum(({ unservedRequests }) => unservedRequests),
    unservedSeconds: Math.max(0, ...all.map(({ unservedSeconds }) => unservedSeconds)),
    podSeconds: sum(({ podSeconds }) => podSeconds),
    maxReadyReplicas: sum(({ maxReadyReplicas }) => maxReadyReplicas),
  };
}
