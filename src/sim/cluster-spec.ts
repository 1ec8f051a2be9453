/** Everything that shapes the embedded cluster, with the defaults of upstream Kubernetes where there are any. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import type { WorkloadProfile } from '../core/model/target.ts';
import { type Instant, type Millis, minutes, seconds } from '../core/model/time.ts';
import type { PodTemplate, ResourceList } from './api/objects.ts';

/** A delay drawn evenly between two lengths. */
export interface DelayRange {
  readonly min: Millis;
  readonly max: Millis;
}

export interface ClusterSpec {
  readonly controllerManager: ControllerManagerSpec;
  readonly metrics: MetricsSpec;
  readonly autoscaler: AutoscalerSpec;
  readonly nodeGroup: NodeGroupSpec;
  readonly workloads: readonly WorkloadSpec[];
}

/** Flags of kube-controller-manager. */
export interface ControllerManagerSpec {
  /** Requests per second of each controller's own client, and how many it may save up. */
  readonly qps: number;
  readonly burst: number;
  readonly hpaSyncPeriod: Millis;
  readonly hpaTolerance: number;
  readonly hpaDownscaleStabilization: Millis;
  readonly hpaCpuInitializationPeriod: Millis;
  readonly hpaInitialReadinessDelay: Millis;
}

export interface MetricsSpec {
  /** Between two scrapes of all pods; also the window a sample covers. */
  readonly scrapePeriod: Millis;
  /** While one of these lasts, nothing can be measured. */
  readonly outages?: readonly { readonly from: Instant; readonly until: Instant }[];
}

/** Flags of Cluster Autoscaler. */
export interface AutoscalerSpec {
  readonly scanPeriod: Millis;
  readonly scaleDownUnneededTime: Millis;
  readonly scaleDownDelayAfterAdd: Millis;
  readonly scaleDownUtilizationThreshold: number;
  readonly maxNodeProvisionTime: Millis;
  readonly initialBackoff: Millis;
  readonly maxBackoff: Millis;
  /** Takes CapacityBuffers into account: off by default upstream. */
  readonly capacityBuffers: boolean;
  /** The CRD of CapacityBuffers is installed. */
  readonly capacityBufferApi: boolean;
}

export interface NodeGroupSpec {
  readonly allocatable: ResourceList;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** From the request for a node to its Ready condition. */
  readonly boot: DelayRange;
  /** While one of these lasts, requests for nodes fail: the zone has no instances left. */
  readonly outOfCapacity: readonly { readonly from: Instant; readonly until: Instant }[];
}

export interface WorkloadSpec {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly template: PodTemplate;
  /** A plain autoscaling/v2 spec without `scaleTargetRef`; none = no HPA. */
  readonly hpa: Omit<V2HorizontalPodAutoscalerSpec, 'scaleTargetRef'> | undefined;
  /** Without one, a drain may take all pods of a node at once. */
  readonly podDisruptionBudget?: { readonly maxUnavailable: number | string } | undefined;
  readonly profile: WorkloadProfile;
  /** From binding to Ready. */
  readonly podStart: DelayRange;
  /** From deletion to gone. */
  readonly podStop: DelayRange;
  /** Offered requests per second at an instant. */
  readonly offeredRps: (at: Instant) => number;
}

export const CONTROLLER_MANAGER_DEFAULTS: ControllerManagerSpec = {
  qps: 20,
  burst: 30,
  hpaSyncPeriod: seconds(15),
  hpaTolerance: 0.1,
  hpaDownscaleStabilization: minutes(5),
  hpaCpuInitializationPeriod: minutes(5),
  hpaInitialReadinessDelay: seconds(30),
};

export const METRICS_DEFAULTS: MetricsSpec = { scrapePeriod: seconds(15) };

export const AUTOSCALER_DEFAULTS: AutoscalerSpec = {
  scanPeriod: seconds(10),
  scaleDownUnneededTime: minutes(10),
  scaleDownDelayAfterAdd: minutes(10),
  scaleDownUtilizationThreshold: 0.5,
  maxNodeProvisionTime: minutes(15),
  initialBackoff: minutes(5),
  maxBackoff: minutes(30),
  capacityBuffers: true,
  capacityBufferApi: true,
};
