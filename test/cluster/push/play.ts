/** One scenario played by one strategy on real parts, measured as a simulated run is. Scenario time runs at the wall's pace. */
import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Instant, minutes, plus, seconds } from '../../../src/core/model/time.ts';
import type { Objects } from '../../../src/sim/api/objects.ts';
import type { StrategyResult } from '../../../src/sim/comparison.ts';
import { rememberIntent } from '../../../src/sim/play/intent.ts';
import { startMeasures } from '../../../src/sim/play/measures.ts';
import type { PlayOptions } from '../../../src/sim/play/play.ts';
import type { Scenario } from '../../../src/sim/scenario.ts';
import { type Forescale, installForescale, startForescale } from '../support/forescale.ts';
import { countWrites, tellSurges } from './forescale.ts';
import { type MeasuredCluster, measureCluster } from './measured-cluster.ts';
import { type Stage, setStage } from './stage.ts';

export type RealStrategy = 'reactive' | 'forescale';

const LOOK_MILLIS = 1_000;
/**
 * Pushes are announced for whole minutes: curves are read on a grid of so much, and a raise beside it would come in two
 * writes. The scenario's start and raise are on it.
 */
const GRID_MILLIS = 15_000;
/**
 * Load that decays is seen in steps of a scrape, 15 s: patience that outlasts one would follow it down for as long as it
 * decays.
 */
const HASTE = { 'prescale.lowering.everySeconds': 5, 'prescale.lowering.patienceSeconds': 10 };
/** The longest that a hand-back is waited for after the last surge. */
const HANDING_BACK = minutes(5);
/** Looked on for that long when all is handed back: one sync of the HPA, which nothing holds up any more. */
const AFTERMATH = seconds(20);

/** Of the HPA, at one moment. */
export interface Standing {
  /** spec.minReplicas */
  readonly floor: number;
  /** What the HPA asks for. */
  readonly desired: number;
}

/** A result, and what the owner's eyes saw of the HPA on the way, each change in order. */
export interface PlayedPush {
  readonly result: StrategyResult;
  readonly standings: readonly Standing[];
}

export async function playOnCluster(
  strategy: RealStrategy,
  scenario: Scenario,
  options: PlayOptions,
): Promise<PlayedPush> {
  options.onShare(0, 'starts a control plane');
  const stage = await setStage(scenario);
  try {
    return await playOn(stage, strategy, scenario, options);
  } finally {
    await stage.strike();
  }
}

async function playOn(
  { plane, workload, offer }: Stage,
  strategy: RealStrategy,
  scenario: Scenario,
  { onShare, signal }: PlayOptions,
): Promise<PlayedPush> {
  const forescale = strategy === 'forescale' ? await installed(plane) : undefined;
  await sleep(100 + GRID_MILLIS - (Date.now() % GRID_MILLIS), undefined, { signal });
  const cluster = measureCluster(plane.api, workload.namespace, scenario.start);
  await cluster.catchUp();
  const isRestored = rememberIntent(cluster, [workload]);
  const standings = watchStandings(cluster);
  const measures = startMeasures(cluster, [workload], scenario);
  offer((at) => workload.offeredRps(cluster.fromWall(at)));
  if (forescale !== undefined) await tellSurges(plane, scenario.surges, cluster.onWall);
  const end = plus(scenario.start, scenario.duration);
  await follow(cluster, end, never, signal, () => {
    const share = between(scenario.start, cluster.engine.now) / scenario.duration;
    onShare(Math.min(share, 0.99), measures.describe());
  });
  const isBack = () => cluster.engine.now > lastEnd(scenario) && isRestored();
  await follow(cluster, plus(end, HANDING_BACK), isBack, signal, () => onShare(0.99, 'hands back'));
  const over = plus(cluster.engine.now, AFTERMATH);
  await follow(cluster, over, never, signal, () => onShare(0.99, 'is back'));
  const measured = measures.read();
  onShare(1, measures.describe());
  const writes = forescale === undefined ? 0 : await finish(forescale, plane);
  return { result: { name: strategy, ...measured, restored: isRestored(), writes }, standings };
}

async function installed(plane: Stage['plane']): Promise<Forescale> {
  await installForescale(plane);
  return startForescale(plane, { settings: HASTE });
}

const never = () => false;

async function follow(
  cluster: MeasuredCluster,
  until: Instant,
  isDone: () => boolean,
  signal: AbortSignal,
  tell: () => void,
): Promise<void> {
  while (cluster.engine.now < until && !isDone()) {
    await sleep(LOOK_MILLIS, undefined, { signal });
    await cluster.catchUp();
    tell();
  }
}

const lastEnd = ({ surges, start }: Scenario): Instant =>
  surges.reduce((last, { end }) => (end > last ? end : last), start);

type Autoscaler = Objects['HorizontalPodAutoscaler'];

function watchStandings({ api }: MeasuredCluster): readonly Standing[] {
  const standings: Standing[] = [];
  const note = ({ spec, status }: Autoscaler): void => {
    const [floor, desired] = [spec.minReplicas ?? 1, status?.desiredReplicas ?? 0];
    const last = standings.at(-1);
    if (last?.floor !== floor || last.desired !== desired) standings.push({ floor, desired });
  };
  for (const hpa of api.list('HorizontalPodAutoscaler')) note(hpa);
  api.watch('HorizontalPodAutoscaler', ({ object }) => note(object));
  return standings;
}

async function finish(forescale: Forescale, plane: Stage['plane']): Promise<number> {
  await forescale.stop();
  return countWrites(plane);
}
