/** Kubernetes objects in their wire form, cut to the fields that the embedded cluster uses. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import type { ObjectMeta } from '../../resources/kube-object.ts';
import type { SurgeSpec } from '../../resources/surge/spec-schema.ts';
import type { CurrentMetric } from '../../resources/target/metric-readings.ts';

export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
  readonly spec?: unknown;
  readonly status?: unknown;
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
}

/** Quantities by resource name. */
export interface ResourceList {
  readonly [resource: string]: string | undefined;
  readonly cpu?: string;
  readonly memory?: string;
  readonly pods?: string;
}

export interface PodTemplate {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly terminationGracePeriodSeconds?: number;
    readonly containers: readonly {
      readonly name: string;
      readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
    }[];
  };
}

export interface HorizontalPodAutoscaler extends KubeObject {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly spec: V2HorizontalPodAutoscalerSpec;
  readonly status?: HorizontalPodAutoscalerStatus;
}

export interface HorizontalPodAutoscalerStatus {
  readonly observedGeneration?: number;
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  readonly lastScaleTime?: string;
  readonly currentMetrics?: readonly CurrentMetric[];
  readonly conditions?: readonly Condition[];
}

export interface Deployment extends KubeObject {
  readonly kind: 'Deployment';
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: PodTemplate;
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
  };
}

export interface Pod extends KubeObject {
  readonly kind: 'Pod';
  readonly spec: PodTemplate['spec'] & { readonly nodeName?: string };
  readonly status: {
    readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
    readonly startTime?: string;
    readonly conditions: readonly Condition[];
  };
}

export interface Node extends KubeObject {
  readonly kind: 'Node';
  readonly spec: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { readonly key: string; readonly effect: string }[];
  };
  readonly status: { readonly allocatable: ResourceList; readonly conditions: readonly Condition[] };
}

export interface PodDisruptionBudget extends KubeObject {
  readonly kind: 'PodDisruptionBudget';
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
  };
  readonly status?: {
    readonly disruptionsAllowed: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly expectedPods: number;
  };
}

/** autoscaling.x-k8s.io/v1beta1: room for `replicas` pods of a workload's shape, held free by the autoscaler. */
export interface CapacityBuffer extends KubeObject {
  readonly kind: 'CapacityBuffer';
  readonly spec: {
    readonly scalableRef: { readonly apiGroup: string; readonly kind: string; readonly name: string };
    readonly replicas: number;
  };
  readonly status?: { readonly replicas?: number; readonly conditions?: readonly Condition[] };
}

/** forescale.dev/v1alpha1. */
export interface SurgeObject extends KubeObject {
  readonly kind: 'Surge';
  readonly spec: SurgeSpec;
  readonly status?: Readonly<Record<string, unknown>>;
}

/** A kind that is kept and served, and that no controller here acts on. */
export interface StoredObject<K extends Kind> extends KubeObject {
  readonly kind: K;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

export interface Objects {
  HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  Deployment: Deployment;
  Pod: Pod;
  Node: Node;
  PodDisruptionBudget: PodDisruptionBudget;
  CapacityBuffer: CapacityBuffer;
  Surge: SurgeObject;
  SurgeSchedule: StoredObject<'SurgeSchedule'>;
  ScaledObject: StoredObject<'ScaledObject'>;
  StatefulSet: StoredObject<'StatefulSet'>;
  Rollout: StoredObject<'Rollout'>;
  Namespace: StoredObject<'Namespace'>;
  Event: StoredObject<'Event'>;
  Lease: StoredObject<'Lease'>;
  ConfigMap: StoredObject<'ConfigMap'>;
  CustomResourceDefinition: StoredObject<'CustomResourceDefinition'>;
}

export type Kind = keyof Objects;

/** Kinds that live in no namespace. */
export const CLUSTER_SCOPED: ReadonlySet<Kind> = new Set<Kind>([
  'CustomResourceDefinition',
  'Namespace',
  'Node',
]);
