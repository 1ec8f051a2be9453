/** StatefulSets, and HPAs of them. */
import type { V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import { NAMESPACE } from '../support/scene.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';

export function aStatefulSet(name: string, replicas: number): V1StatefulSet {
  const { metadata, spec } = aDeployment(name, { replicas, namespace: NAMESPACE, cpu: '10m' });
  const { selector, template } = spec as NonNullable<V1Deployment['spec']>;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata ?? {},
    spec: { replicas, selector, template, serviceName: name, podManagementPolicy: 'Parallel' },
  };
}

/** Between 2 and 50. */
export const hpaOfStatefulSet = (name: string): object => hpaOf(name, 'apps/v1', 'StatefulSet');

export function hpaOf(name: string, apiVersion: string, kind: string): object {
  const hpa = anHpa(name, { min: 2, max: 50, namespace: NAMESPACE });
  return { ...hpa, spec: { ...hpa.spec, scaleTargetRef: { apiVersion, kind, name } } };
}
