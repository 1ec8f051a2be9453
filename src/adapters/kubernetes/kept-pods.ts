/** What is kept of a pod: who it is, where it stands, what it asks of a node, and whether it is ready. */
import type {
  V1Affinity,
  V1PodReadinessGate,
  V1Toleration,
  V1TopologySpreadConstraint,
} from '@kubernetes/client-node';
import type { OwnerReference } from '../../resources/kube-object.ts';
import { trimTo } from './field-trim.ts';
import type { KeptType, StoredObject } from './object-source.ts';
import { PODS } from './resource-type.ts';

type Quantities = Readonly<Record<string, string>>;

export interface KeptContainer {
  readonly name: string;
  readonly resources?: { readonly requests?: Quantities; readonly limits?: Quantities };
  /** `Always` makes an init container a sidecar. */
  readonly restartPolicy?: string;
}

/** Instants are RFC 3339, as on the wire. */
export interface KeptPod extends StoredObject {
  readonly metadata: StoredObject['metadata'] & {
    readonly creationTimestamp: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly OwnerReference[];
  };
  readonly spec: {
    readonly nodeName?: string;
    readonly priority?: number;
    readonly schedulerName?: string;
    readonly terminationGracePeriodSeconds?: number;
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly affinity?: V1Affinity;
    readonly tolerations?: readonly V1Toleration[];
    readonly topologySpreadConstraints?: readonly V1TopologySpreadConstraint[];
    readonly readinessGates?: readonly V1PodReadinessGate[];
    readonly overhead?: Quantities;
    readonly containers: readonly KeptContainer[];
    readonly initContainers?: readonly KeptContainer[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly startTime?: string;
    readonly conditions?: readonly KeptCondition[];
  };
}

export interface KeptCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly lastTransitionTime?: string;
}

export const KEPT_PODS: KeptType<KeptPod> = {
  ...PODS,
  trim: trimTo<KeptPod>({
    metadata: {
      name: 'own',
      namespace: 'shared',
      uid: 'own',
      resourceVersion: 'own',
      creationTimestamp: 'own',
      deletionTimestamp: 'own',
      labels: 'shared',
      ownerReferences: 'shared',
      annotations: {
        'cluster-autoscaler.kubernetes.io/safe-to-evict': 'own',
        'karpenter.sh/do-not-disrupt': 'own',
      },
    },
    // Pods of one template ask for the same: its part costs a cache next to nothing.
    spec: {
      nodeName: 'shared',
      priority: 'own',
      schedulerName: 'shared',
      terminationGracePeriodSeconds: 'own',
      nodeSelector: 'shared',
      affinity: 'shared',
      tolerations: 'shared',
      topologySpreadConstraints: 'shared',
      readinessGates: 'shared',
      overhead: 'shared',
      containers: ['shared', { name: 'own', resources: 'own' }],
      initContainers: ['shared', { name: 'own', resources: 'own', restartPolicy: 'own' }],
    },
    status: {
      phase: 'shared',
      startTime: 'own',
      conditions: { type: 'shared', status: 'shared', reason: 'shared', lastTransitionTime: 'own' },
    },
  }),
};
