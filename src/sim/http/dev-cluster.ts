/** The cluster of `forescale dev`: a scenario that begins now, behind the Kubernetes API. */
import type { Clock } from '../../ports/clock.ts';
import { buildCluster, type Cluster } from '../cluster.ts';
import type { Engine } from '../engine.ts';
import { collectGarbage } from '../kubernetes/garbage-collector.ts';
import { moveScenario } from '../moved-scenario.ts';
import { seededRandom } from '../random.ts';
import type { Scenario } from '../scenario.ts';
import { RESOURCE_TYPES } from './resource-types.ts';
import { type ServedCluster, serveCluster } from './served-cluster.ts';

export interface DevClusterParts {
  readonly scenario: Scenario;
  /** Its time is that at which the scenario begins. */
  readonly engine: Engine;
  readonly clock: Clock;
  readonly token: string;
  readonly window?: number;
}

export interface DevCluster extends Cluster, ServedCluster {
  /** As it is played: at the instants of now. */
  readonly scenario: Scenario;
}

export async function buildDevCluster({
  scenario,
  engine,
  clock,
  token,
  window,
}: DevClusterParts): Promise<DevCluster> {
  const moved = moveScenario(scenario, engine.now);
  const random = seededRandom(moved.seed);
  const cluster = buildCluster(moved.cluster, engine, random);
  const kinds = RESOURCE_TYPES.map(({ kind }) => kind).filter((kind) => kind !== 'Pod');
  collectGarbage(cluster.api, kinds);
  // What happens at the start has happened before the first request.
  await engine.runUntil(engine.now);
  const served = serveCluster({ cluster, random, clock, token, ...(window === undefined ? {} : { window }) });
  return { ...cluster, ...served, scenario: moved };
}
