/** One scenario played by one strategy on real parts, measured as a simulated run is. Scenario time runs at the wall's pace. */
import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Instant, minutes, plus } from '../../../src/core/model/time.ts';
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
/** The hand-back at a third and a fifth of the defaults, so that it is watched in two minutes. */
const HASTE = { 'prescale.lowering.everySeconds': 5, 'prescale.lowering.patienceSeconds': 60 };
/** The longest that a hand-back is waited for after the last surge. */
const HANDING_BACK = minutes(20);

/** A result, and what the owner's eyes saw of the floor on the way. */
export interface PlayedPush {
  readonly result: StrategyResult;
  /** Each value of spec.minReplicas that stood, in order. */
  readonly floors: readonly number[];
  /** Each number of replicas that the HPA asked for, in order. */
  readonly desired: readonly number[];
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
  const cluster = measureCluster(plane.api, workload.namespace, scenario.start);
  await cluster.catchUp();
  const isRestored = rememberIntent(cluster, [workload]);
  const floors = watchValues(cluster, ({ spec }) => spec.minReplicas);
  const desired = watchValues(cluster, ({ status }) => status?.desiredReplicas);
  const measures = startMeasures(cluster, [workload], scenario);
  offer((at) => workload.offeredRps(cluster.fromWall(at)));
  if (forescale !== undefined) await tellSurges(plane, scenario.surges, cluster.onWall);
  const end = plus(scenario.start, scenario.duration);
  await follow(
    cluster,
    end,
    () => false,
    signal,
    () => {
      const share = between(scenario.start, cluster.engine.now) / scenario.duration;
      onShare(Math.min(share, 0.99), measures.describe());
    },
  );
  const isBack = () => cluster.engine.now > lastEnd(scenario) && isRestored();
  await follow(cluster, plus(end, HANDING_BACK), isBack, signal, () => onShare(0.99, 'hands back'));
  const measured = measures.read();
  onShare(1, measures.describe());
  const writes = forescale === undefined ? 0 : await finish(forescale, plane);
  return { result: { name: strategy, ...measured, restored: isRestored(), writes }, floors, desired };
}

async function installed(plane: Stage['plane']): Promise<Forescale> {
  await installForescale(plane);
  return startForescale(plane, { settings: HASTE });
}

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

function watchValues({ api }: MeasuredCluster, valueOf: (hpa: Autoscaler) => number | undefined) {
  const values: number[] = [];
  const note = (hpa: Autoscaler) => {
    const value = valueOf(hpa);
    if (value !== undefined && value !== values.at(-1)) values.push(value);
  };
  for (const hpa of api.list('HorizontalPodAutoscaler')) note(hpa);
  api.watch('HorizontalPodAutoscaler', ({ object }) => note(object));
  return values;
}

async function finish(forescale: Forescale, plane: Stage['plane']): Promise<number> {
  await forescale.stop();
  return countWrites(plane);
}
