/** Targets by the hundred that cost a real control plane nothing: their Deployments are paused before they have a pod. */
import type { V1Deployment } from '@kubernetes/client-node';
import { NAMESPACE } from '../support/scene.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';

/** Its /scale works as that of any other; no ReplicaSet is made for it. */
export function aPodlessDeployment(name: string, replicas: number): V1Deployment {
  const { spec, ...rest } = aDeployment(name, { replicas, namespace: NAMESPACE });
  return { ...rest, spec: { ...(spec as NonNullable<V1Deployment['spec']>), paused: true } };
}

export const autoscaledWithoutPods = (name: string, min: number, max: number): readonly object[] => [
  aPodlessDeployment(name, min),
  anHpa(name, { min, max, namespace: NAMESPACE }),
];
