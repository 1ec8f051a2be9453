/** Everything that is measured of a run, from one instant on: load and pods, nodes, warmth, the timeline. */
import { plus } from '../../core/model/time.ts';
import { type ClusterView, keyOfWorkload } from '../cluster.ts';
import type { WorkloadSpec } from '../cluster-spec.ts';
import type { StrategyResult } from '../comparison.ts';
import type { Scenario } from '../scenario.ts';
import { TrafficMeter, type TrafficTotals } from '../traffic/meter.ts';
import { NodeMeter } from '../traffic/node-meter.ts';
import { watchWarmth } from './event-warmth.ts';
import { recordTimeline } from './recorder.ts';

export interface Measures {
  /** As of now. */
  read(): Omit<StrategyResult, 'name' | 'restored' | 'writes'>;
  /** One line for whoever waits: the pods there are, and what has been lost so far. */
  describe(): string;
}

/** Made once: making one takes longer than playing a second. */
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `workloads` as they are deployed; the scenario's own say what an event needs. */
export function startMeasures(
  cluster: ClusterView,
  workloads: readonly WorkloadSpec[],
  scenario: Scenario,
): Measures {
  const meters = workloads.map((workload) => new TrafficMeter({ ...cluster, workload }));
  const nodes = new NodeMeter(cluster);
  const warmth = watchWarmth(scenario, cluster);
  const { start, duration, events } = scenario;
  const push = events[0]?.at ?? start;
  const timeline = recordTimeline(cluster, workloads, { from: start, until: plus(start, duration), push });
  const totals = () => addTotals(meters.map((meter) => meter.totals()));
  return {
    read: () => ({
      ...totals(),
      nodeSeconds: nodes.nodeSeconds(),
      warmBeforeEventSeconds: warmth.results(),
      timeline,
    }),
    describe: () => {
      const ready = workloads.reduce(
        (sum, workload) => sum + cluster.pods.readyCountOf(keyOfWorkload(workload)),
        0,
      );
      return `${ready} ready, ${WHOLE.format(totals().unservedRequests)} requests lost`;
    },
  };
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
