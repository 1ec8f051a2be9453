/** A scenario at another time: everything in it as long after the new start as it was after the old one. */
import { asMillis, between, type Instant, minus, plus } from '../core/model/time.ts';
import type { Scenario } from './scenario.ts';

export function moveScenario(scenario: Scenario, start: Instant): Scenario {
  const by = between(scenario.start, start);
  const move = (at: Instant): Instant => plus(at, by);
  const moveAll = <T extends { readonly from: Instant; readonly until: Instant }>(windows: readonly T[]) =>
    windows.map((window) => ({ ...window, from: move(window.from), until: move(window.until) }));
  const { cluster } = scenario;
  return {
    ...scenario,
    start,
    cluster: {
      ...cluster,
      metrics: { ...cluster.metrics, outages: moveAll(cluster.metrics.outages ?? []) },
      nodeGroup: { ...cluster.nodeGroup, outOfCapacity: moveAll(cluster.nodeGroup.outOfCapacity) },
      workloads: cluster.workloads.map((workload) => ({
        ...workload,
        offeredRps: (at) => workload.offeredRps(minus(at, asMillis(by))),
      })),
    },
    surges: scenario.surges.map((surge) => ({ ...surge, start: move(surge.start), end: move(surge.end) })),
    events: scenario.events.map((event) => ({ ...event, at: move(event.at), end: move(event.end) })),
  };
}
