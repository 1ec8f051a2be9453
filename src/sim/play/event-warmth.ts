/** The warmth of a scenario's events: could the ready pods of all workloads together serve the highest load of each? */
import { between } from '../../core/model/time.ts';
import { type ClusterView, keyOfWorkload } from '../cluster.ts';
import type { Scenario, ScenarioEvent } from '../scenario.ts';
import { peakRps, replicasFor } from './need.ts';
import { WarmthWatch } from './warmth.ts';

/** Watches from now on. */
export function watchWarmth({ events, cluster: { workloads } }: Scenario, cluster: ClusterView): WarmthWatch {
  const { engine, pods } = cluster;
  const neededAt = ({ at, end }: ScenarioEvent): number =>
    sum(workloads, ({ offeredRps, profile }) =>
      replicasFor(peakRps(offeredRps, at, between(at, end)), profile.rpsPerReplica),
    );
  const watch = new WarmthWatch(events.map((event) => ({ ...event, needed: neededAt(event) })));
  const tell = (): void => {
    const ready = sum(workloads, (workload) => pods.readyCountOf(keyOfWorkload(workload)));
    watch.readyChanged(engine.now, ready);
  };
  tell();
  pods.onReadiness(tell);
  return watch;
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
