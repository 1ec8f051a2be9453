/** A real cluster as the measuring of the embedded one sees it, on the scenario's own time. */
import { asInstant, between, type Instant, type Millis, minus, plus } from '../../../src/core/model/time.ts';
import { ApiServer } from '../../../src/sim/api/server.ts';
import type { ClusterView } from '../../../src/sim/cluster.ts';
import { Engine } from '../../../src/sim/engine.ts';
import { WorkloadPods } from '../../../src/sim/kubernetes/workload-pods.ts';
import type { KubeApi } from '../support/kube-api.ts';
import { Mirror } from './mirror.ts';

export interface MeasuredCluster extends ClusterView {
  /** From scenario time to the clock on the wall. */
  readonly onWall: (at: Instant) => Instant;
  readonly fromWall: (at: Instant) => Instant;
  /** Brings the copy and its time up to now. */
  readonly catchUp: () => Promise<void>;
}

/** Scenario time is `begin` now, and goes on at the pace of the wall. */
export function measureCluster(source: KubeApi, namespace: string, begin: Instant): MeasuredCluster {
  const offset: Millis = between(begin, wallNow());
  const engine = new Engine(begin);
  const api = new ApiServer(engine);
  const pods = new WorkloadPods(api);
  const mirror = new Mirror(source, api, namespace);
  const fromWall = (at: Instant) => minus(at, offset);
  return {
    engine,
    api,
    pods,
    onWall: (at) => plus(at, offset),
    fromWall,
    catchUp: () => mirror.pull(() => engine.runUntil(fromWall(wallNow()))),
  };
}

const wallNow = (): Instant => asInstant(Date.now());
