/** The HPA of a scenario, with what its owner left out filled in. */
import type { V2MetricSpec } from '@kubernetes/client-node';
import type { Report } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import type { WorkloadSpec } from '../../sim/cluster-spec.ts';
import type { WorkloadInput } from './cluster-schema.ts';
import type { HpaInput } from './hpa-schema.ts';
import { USUAL_USE } from './load.ts';
import type { MetricChoice } from './schema.ts';

export type HpaSpec = NonNullable<WorkloadSpec['hpa']>;

const REQUESTS_METRIC = 'requests_per_second';

export interface HpaContext {
  readonly workload: WorkloadInput;
  readonly peakRps: number;
  /** Of the key `metric`. */
  readonly metric: MetricChoice | undefined;
  /** Stands above the file. */
  readonly metricOverride: MetricChoice | undefined;
}

export function buildHpa(input: HpaInput | 'none', context: HpaContext, report: Report): HpaSpec | undefined {
  const { workload, metric, metricOverride } = context;
  if (input === 'none') {
    if (metric !== undefined) report(['metric'], expected('no metric beside hpa: none', metric));
    return undefined;
  }
  const { scaleTargetRef, minReplicas = workload.replicas, maxReplicas, metrics, behavior } = input;
  if (scaleTargetRef !== undefined && scaleTargetRef.name !== workload.name)
    report(['hpa', 'scaleTargetRef', 'name'], expected(`the workload ${workload.name}`, scaleTargetRef.name));
  if (metrics !== undefined && metric !== undefined)
    report(['metric'], 'expected either metric or hpa.metrics, got both');
  const max =
    maxReplicas ?? Math.max(minReplicas, 2 * usualReplicas(context.peakRps, workload.requestsPerReplica));
  if (max < minReplicas)
    report(['hpa', 'maxReplicas'], expected(`at least the minReplicas of ${minReplicas}`, max));
  const seen = metricOverride ?? metric ?? 'cpu';
  return {
    minReplicas,
    maxReplicas: max,
    metrics: (metricOverride === undefined && metrics) || [
      metricSpec(seen, workload.requestsPerReplica, USUAL_USE),
    ],
    ...(behavior === undefined ? {} : { behavior }),
  };
}

/** The pods that this load takes at the usual use. */
export const usualReplicas = (rps: number, rpsPerReplica: number): number =>
  Math.max(1, Math.ceil(rps / (rpsPerReplica * USUAL_USE) - 1e-9));

/** A metric that aims at `use` of a replica, a share from 0 to 1. */
export function metricSpec(seen: MetricChoice, rpsPerReplica: number, use: number): V2MetricSpec {
  switch (seen) {
    case 'cpu': {
      const target = { type: 'Utilization', averageUtilization: Math.round(use * 100) };
      return { type: 'Resource', resource: { name: 'cpu', target } };
    }
    case 'requests': {
      const milli = Math.max(1, Math.round(rpsPerReplica * use * 1_000));
      const averageValue = milli % 1_000 === 0 ? String(milli / 1_000) : `${milli}m`;
      return {
        type: 'Pods',
        pods: { metric: { name: REQUESTS_METRIC }, target: { type: 'AverageValue', averageValue } },
      };
    }
  }
}
