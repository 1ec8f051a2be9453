/** The cluster of a scenario: lengths in the simulator's names, and the sizes that follow from other fields. */
import type { Instant } from '../../core/model/time.ts';
import type { Report } from '../../core/schema/finding.ts';
import { expected } from '../../core/schema/wording.ts';
import type { PodTemplate, ResourceList } from '../../sim/api/objects.ts';
import type {
  AutoscalerSpec,
  ClusterSpec,
  ControllerManagerSpec,
  WorkloadSpec,
} from '../../sim/cluster-spec.ts';
import type { WorkloadInput } from './cluster-schema.ts';
import type { HpaSpec } from './hpa.ts';
import type { Load } from './load.ts';
import { amountOf, buildNodeGroup } from './node-group.ts';
import type { ScenarioInput } from './schema.ts';

export interface ClusterContext {
  readonly start: Instant;
  readonly hpa: HpaSpec | undefined;
  readonly load: Load;
  /** The most replicas that anything in the scenario may ask for. */
  readonly mostReplicas: number;
}

export function buildCluster(input: ScenarioInput, context: ClusterContext, report: Report): ClusterSpec {
  return {
    controllerManager: controllerManagerOf(input.controllerManager),
    metrics: { scrapePeriod: input.metrics.scrapeSeconds },
    autoscaler: autoscalerOf(input.autoscaler),
    nodeGroup: buildNodeGroup(input.nodeGroup, { ...context, workload: input.workload }, report),
    workloads: [buildWorkload(input.workload, context, report)],
  };
}

const controllerManagerOf = (flags: ScenarioInput['controllerManager']): ControllerManagerSpec => ({
  qps: flags.qps,
  burst: flags.burst,
  hpaSyncPeriod: flags.hpaSyncSeconds,
  hpaTolerance: flags.hpaTolerance,
  hpaDownscaleStabilization: flags.hpaDownscaleStabilizationSeconds,
  hpaCpuInitializationPeriod: flags.hpaCpuInitializationSeconds,
  hpaInitialReadinessDelay: flags.hpaInitialReadinessDelaySeconds,
});

const autoscalerOf = (flags: ScenarioInput['autoscaler']): AutoscalerSpec => ({
  scanPeriod: flags.scanSeconds,
  scaleDownUnneededTime: flags.scaleDownUnneededSeconds,
  scaleDownDelayAfterAdd: flags.scaleDownDelayAfterAddSeconds,
  scaleDownUtilizationThreshold: flags.scaleDownUtilizationThreshold,
  maxNodeProvisionTime: flags.maxNodeProvisionSeconds,
  initialBackoff: flags.initialBackoffSeconds,
  maxBackoff: flags.maxBackoffSeconds,
  capacityBuffers: flags.capacityBuffers,
  capacityBufferApi: flags.capacityBufferApi,
});

function buildWorkload(input: WorkloadInput, { hpa, load }: ClusterContext, report: Report): WorkloadSpec {
  const { namespace, name, replicas, requests } = input;
  const steadyRps = input.steadyRps ?? load.steadyRps;
  const limits = input.limits ?? { cpu: requests.cpu };
  for (const resource of ['cpu', 'memory'] as const) {
    const limit = limits[resource];
    if (limit !== undefined && amountOf(limit) < amountOf(requests[resource]))
      report(
        ['workload', 'limits', resource],
        expected(`at least the request of ${requests[resource]}`, limit),
      );
  }
  const template: PodTemplate = {
    metadata: { labels: { app: name } },
    spec: { containers: [{ name, resources: { requests, limits: withoutGaps(limits) } }] },
  };
  return {
    namespace,
    name,
    replicas,
    template,
    hpa,
    podDisruptionBudget: input.podDisruptionBudget,
    profile: { rpsPerReplica: input.requestsPerReplica, ...(steadyRps === undefined ? {} : { steadyRps }) },
    podStart: input.podStartSeconds,
    podStop: input.podStopSeconds,
    offeredRps: load.curve.rpsAt,
  };
}

const withoutGaps = ({ cpu, memory }: NonNullable<WorkloadInput['limits']>): ResourceList => ({
  ...(cpu === undefined ? {} : { cpu }),
  ...(memory === undefined ? {} : { memory }),
});
