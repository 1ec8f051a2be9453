/** A thousand HPAs raised at once on the embedded cluster: what the client limits of the controller manager make of it. */
import { between, minutes, plus, seconds, toSeconds } from '../../src/core/model/time.ts';
import { buildCluster, type Cluster } from '../../src/sim/cluster.ts';
import type { ClusterSpec, WorkloadSpec } from '../../src/sim/cluster-spec.ts';
import { Engine } from '../../src/sim/engine.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { spreadOf } from '../support/spread.ts';
import type { FleetRun } from './reference-runs.ts';
import type { Row } from './reference-table.ts';

export interface FleetReplay {
  /** When each Deployment was at its new count, in order. Seconds count from the first write. */
  readonly atNewCountSeconds: readonly number[];
  readonly lastPodCreatedSeconds: number;
}

export const FLEET_SEEDS: readonly number[] = [1, 2];

const FLEET = 1_000;
const NODES = 100;
const RAISED_TO = 3;
const SETTLING = minutes(10);
const WATCHED = minutes(6);

export async function replayFleet(run: FleetRun, seed: number): Promise<FleetReplay> {
  const demo = newsAppScenario({ seed, times: 1, metric: 'cpu' });
  const engine = new Engine(demo.start);
  const spec = fleetOf(demo.cluster);
  const cluster = buildCluster(spec, engine, seededRandom(seed));
  await engine.runUntil(plus(demo.start, SETTLING));
  const raisedAt = engine.now;
  const atNewCountSeconds: number[] = [];
  let lastPodCreatedSeconds = 0;
  const elapsed = (): number => toSeconds(between(raisedAt, engine.now));
  cluster.api.watch('Deployment', ({ object, previous }) => {
    if (object.spec.replicas !== previous?.spec.replicas) atNewCountSeconds.push(elapsed());
  });
  cluster.api.watch('Pod', ({ type }) => {
    if (type === 'ADDED') lastPodCreatedSeconds = elapsed();
  });
  spec.workloads.forEach((workload, index) => {
    const at = plus(raisedAt, seconds((run.writtenInSeconds * (index + 1)) / FLEET));
    engine.at(at, () => raise(workload, run, cluster));
  });
  await engine.runUntil(plus(raisedAt, WATCHED));
  return { atNewCountSeconds, lastPodCreatedSeconds };
}

export function fleetRows(run: FleetRun, replays: readonly FleetReplay[]): readonly Row[] {
  const rows: Row[] = [];
  const add = (label: string, real: readonly number[], of: (replay: FleetReplay) => number): void => {
    if (real.length > 0) rows.push({ label, real: meanOf(real), simulated: spreadOf(replays.map(of)) });
  };
  add('half of the Deployments at their new count, second', run.halfAtNewCountSeconds, (replay) =>
    medianOf(replay.atNewCountSeconds),
  );
  add(
    'the last Deployment',
    run.lastAtNewCountSeconds,
    ({ atNewCountSeconds }) => spreadOf(atNewCountSeconds).max,
  );
  add('the last pod created, second', run.lastPodCreatedSeconds, (replay) => replay.lastPodCreatedSeconds);
  return rows;
}

/** Small pods of no load on nodes that nobody takes away. */
function fleetOf(cluster: ClusterSpec): ClusterSpec {
  const resources = { requests: { cpu: '10m', memory: '16Mi' } };
  const workloads = cluster.workloads.flatMap((workload) =>
    Array.from({ length: FLEET }, (_, index): WorkloadSpec => {
      const name = `app-${index}`;
      const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name, resources }] } };
      const hpa = { ...workload.hpa, minReplicas: 1, maxReplicas: 10 };
      return { ...workload, name, template, hpa, replicas: 1, offeredRps: () => 0 };
    }),
  );
  return {
    ...cluster,
    workloads,
    nodeGroup: { ...cluster.nodeGroup, min: NODES, initial: NODES, max: NODES },
  };
}

function raise({ namespace, name }: WorkloadSpec, { lever }: FleetRun, { api }: Cluster): void {
  const options = { manager: 'writer' };
  api.patch('HorizontalPodAutoscaler', namespace, name, { spec: { minReplicas: RAISED_TO } }, options);
  if (lever === 'floor and /scale') api.scale('Deployment', namespace, name, RAISED_TO, options);
}

const medianOf = (figures: readonly number[]): number => spreadOf(figures).median;
const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
