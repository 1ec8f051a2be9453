/** What a bystander would write down every few seconds: load, pods, nodes and floor of all workloads together. */
import {
  asMillis,
  between,
  type Instant,
  type Millis,
  minutes,
  plus,
  seconds,
  toSeconds,
} from '../../core/model/time.ts';
import { type ClusterView, keyOfWorkload } from '../cluster.ts';
import type { WorkloadSpec } from '../cluster-spec.ts';
import type { TimelinePoint } from '../comparison.ts';

const FINE = seconds(5);
const COARSE = minutes(1);
const LONG = minutes(6 * 60);

export interface RecorderOptions {
  readonly from: Instant;
  readonly until: Instant;
  /** Instant zero of the timeline. */
  readonly push: Instant;
}

export function recordTimeline(
  cluster: ClusterView,
  workloads: readonly WorkloadSpec[],
  { from, until, push }: RecorderOptions,
): readonly TimelinePoint[] {
  const points: TimelinePoint[] = [];
  const step: Millis = between(from, until) > LONG ? COARSE : FINE;
  cluster.engine.every(step, from, () => {
    points.push(readPoint(cluster, workloads, push));
    return plus(cluster.engine.now, step) <= until;
  });
  return points;
}

function readPoint(cluster: ClusterView, workloads: readonly WorkloadSpec[], push: Instant): TimelinePoint {
  const { engine, api, pods } = cluster;
  let [offeredRps, servedRps, count, readyPods, desiredReplicas, floor] = [0, 0, 0, 0, 0, 0];
  for (const workload of workloads) {
    const key = keyOfWorkload(workload);
    const offered = workload.offeredRps(engine.now);
    const hpa = api.find('HorizontalPodAutoscaler', workload.namespace, workload.name);
    offeredRps += offered;
    servedRps += Math.min(offered, pods.readyCountOf(key) * workload.profile.rpsPerReplica);
    count += pods.countOf(key);
    readyPods += pods.readyCountOf(key);
    desiredReplicas += hpa?.status?.desiredReplicas ?? 0;
    floor += hpa?.spec.minReplicas ?? 0;
  }
  let [nodes, readyNodes] = [0, 0];
  for (const node of api.list('Node')) {
    nodes += 1;
    if (node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True'))
      readyNodes += 1;
  }
  return {
    secondsFromPush: toSeconds(asMillis(between(push, engine.now))),
    offeredRps,
    servedRps,
    pods: count,
    unscheduledPods: pods.unscheduledCount(),
    readyPods,
    desiredReplicas,
    nodes,
    readyNodes,
    floor,
  };
}
