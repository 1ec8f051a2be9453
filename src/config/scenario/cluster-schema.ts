/** The cluster of a scenario: the workload, the nodes under it, and the parts of Kubernetes that move them. */
import * as z from 'zod';
import {
  block,
  flag,
  label,
  length,
  list,
  number,
  numberAbove,
  quantity,
  range,
  saying,
  whole,
} from '../../core/schema/fields.ts';
import { MOST_REPLICAS } from '../../core/schema/limits.ts';
import {
  AUTOSCALER_DEFAULTS,
  CONTROLLER_MANAGER_DEFAULTS,
  METRICS_DEFAULTS,
} from '../../sim/cluster-spec.ts';
import { rate, rateAbove } from './load-schema.ts';
import { moment } from './moment.ts';

const MOST_NODES = 20_000;

const budgetLike = saying('a number of pods from 0, or a share such as 10%');
const maxUnavailable = z.union(
  [
    z.int(budgetLike).min(0, budgetLike).max(MOST_REPLICAS, budgetLike),
    z.string(budgetLike).regex(/^(?:100|[1-9]?\d)%$/, budgetLike),
  ],
  budgetLike,
);

export const workloadSchema = block({
  name: label,
  namespace: label.default('default'),
  replicas: whole(1, MOST_REPLICAS).describe('At the start.'),
  requestsPerReplica: rateAbove.describe('Requests per second that one ready replica serves at most.'),
  steadyRps: rate
    .optional()
    .describe('What Forescale is told of the steady rate; when left out, load.steadyRps.'),
  requests: block({ cpu: quantity.prefault('500m'), memory: quantity.prefault('256Mi') }).prefault({}),
  limits: block({ cpu: quantity.optional(), memory: quantity.optional() })
    .optional()
    .describe('When left out, a limit on CPU as high as the request. Without a limit on CPU write {}.'),
  podDisruptionBudget: block({ maxUnavailable })
    .optional()
    .describe('When left out, a node that is drained may take all its pods at once.'),
  podStartSeconds: range.prefault([20, 40]).describe('From binding to Ready.'),
  podStopSeconds: range.prefault([1, 5]).describe('From deletion to gone.'),
});

const outage = block({ from: moment, until: moment });

export const nodeGroupSchema = block({
  allocatable: block({
    cpu: quantity.prefault('3920m'),
    memory: quantity.prefault('15Gi'),
    pods: quantity.prefault(110),
  }).prefault({}),
  min: whole(0, MOST_NODES).default(1),
  max: whole(1, MOST_NODES).optional().describe('When left out, enough for maxReplicas.'),
  initial: whole(0, MOST_NODES).optional().describe('When left out, as many as the replicas need.'),
  bootSeconds: range.prefault([60, 120]).describe('From the request for a node to Ready.'),
  outOfCapacity: list(outage, 'a list of outages')
    .default([])
    .describe('While one of these lasts, the cloud has no nodes to give.'),
});

const manager = CONTROLLER_MANAGER_DEFAULTS;

export const controllerManagerSchema = block({
  qps: numberAbove(0, 100_000).default(manager.qps).describe('Requests per second of each controller.'),
  burst: whole(1, 100_000).default(manager.burst),
  hpaSyncSeconds: length(1).prefault(manager.hpaSyncPeriod / 1_000),
  hpaTolerance: number(0, 1).default(manager.hpaTolerance),
  hpaDownscaleStabilizationSeconds: length(0).prefault(manager.hpaDownscaleStabilization / 1_000),
  hpaCpuInitializationSeconds: length(0).prefault(manager.hpaCpuInitializationPeriod / 1_000),
  hpaInitialReadinessDelaySeconds: length(0).prefault(manager.hpaInitialReadinessDelay / 1_000),
});

const autoscaler = AUTOSCALER_DEFAULTS;

export const autoscalerSchema = block({
  scanSeconds: length(1).prefault(autoscaler.scanPeriod / 1_000),
  scaleDownUnneededSeconds: length(0).prefault(autoscaler.scaleDownUnneededTime / 1_000),
  scaleDownDelayAfterAddSeconds: length(0).prefault(autoscaler.scaleDownDelayAfterAdd / 1_000),
  scaleDownUtilizationThreshold: number(0, 1).default(autoscaler.scaleDownUtilizationThreshold),
  maxNodeProvisionSeconds: length(1).prefault(autoscaler.maxNodeProvisionTime / 1_000),
  initialBackoffSeconds: length(0).prefault(autoscaler.initialBackoff / 1_000),
  maxBackoffSeconds: length(0).prefault(autoscaler.maxBackoff / 1_000),
  capacityBuffers: flag
    .default(autoscaler.capacityBuffers)
    .describe('Takes CapacityBuffers into account. Off by default in Cluster Autoscaler and Karpenter.'),
  capacityBufferApi: flag
    .default(autoscaler.capacityBufferApi)
    .describe('The CRD of CapacityBuffers is installed.'),
});

export const metricsSchema = block({
  scrapeSeconds: length(1).prefault(METRICS_DEFAULTS.scrapePeriod / 1_000),
});

export type WorkloadInput = z.output<typeof workloadSchema>;
export type NodeGroupInput = z.output<typeof nodeGroupSchema>;
