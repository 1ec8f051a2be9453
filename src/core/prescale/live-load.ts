/** What the workload does now: the load its metrics see, and whether it runs at all. */
import type { TargetSnapshot } from '../model/target.ts';

/** Replicas for the load of this moment; undefined when no metric has been measured. */
export function replicasAsked(target: TargetSnapshot): number | undefined {
  const asked = target.metrics
    .filter((metric) => metric.target > 0)
    .map((metric) => Math.ceil((target.readyReplicas * metric.current) / metric.target - 1e-9));
  return asked.length === 0 ? undefined : Math.max(0, ...asked);
}

/** An HPA does nothing for a workload at zero replicas, whatever its floor. */
export const isAsleep = (target: TargetSnapshot): boolean =>
  target.lever === 'minReplicas' && target.replicas === 0;
