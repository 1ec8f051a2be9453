/** Argo's Rollout as far as its scale goes: nothing of Argo's is needed to write that. */
import { NAMESPACE } from '../support/scene.ts';
import { hpaOf } from './stateful-sets.ts';

const GROUP = 'argoproj.io';
export const ROLLOUTS_PATH = `/apis/${GROUP}/v1alpha1/namespaces/${NAMESPACE}/rollouts`;

const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

export const rolloutDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `rollouts.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Namespaced',
    names: { plural: 'rollouts', singular: 'rollout', kind: 'Rollout', listKind: 'RolloutList' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec: anything, status: anything } } },
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.HPAReplicas' },
        },
      },
    ],
  },
};

export const aRollout = (name: string, replicas: number): object => ({
  apiVersion: `${GROUP}/v1alpha1`,
  kind: 'Rollout',
  metadata: { name, namespace: NAMESPACE },
  spec: { replicas, selector: { matchLabels: { app: name } } },
});

/** Between 2 and 50. */
export const hpaOfRollout = (name: string): object => hpaOf(name, `${GROUP}/v1alpha1`, 'Rollout');
