/** The resources that the embedded cluster serves, and under which names. */
import type { Kind } from '../api/objects.ts';
import { customDefinition } from './custom/definitions.ts';

export type Subresource = 'status' | 'scale' | 'eviction';

export interface ResourceType {
  readonly kind: Kind;
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
  /** Defined by a CRD: no strategic merge patch, and fields that the schema does not know are taken out. */
  readonly custom: boolean;
}

type Extras = Partial<Pick<ResourceType, 'shortNames' | 'categories' | 'subresources' | 'namespaced'>>;

function typeOf(groupVersion: string, kind: Kind, plural: string, extras: Extras = {}): ResourceType {
  const [version = '', group = ''] = groupVersion.split('/').toReversed();
  const custom =
    group.includes('.') && !group.endsWith('.k8s.io') ? true : group.startsWith('autoscaling.x-');
  return {
    kind,
    group,
    version,
    plural,
    namespaced: true,
    shortNames: [],
    categories: [],
    subresources: [],
    custom,
    ...extras,
  };
}

const STATUS: readonly Subresource[] = ['status'];
const SCALED: readonly Subresource[] = ['status', 'scale'];

function namesOf(kind: Kind): Extras {
  const { shortNames = [], categories = [] } = customDefinition(kind) ?? {};
  return { shortNames, categories };
}

/** In the order in which discovery tells of them. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  typeOf('v1', 'ConfigMap', 'configmaps', { shortNames: ['cm'] }),
  typeOf('v1', 'Event', 'events', { shortNames: ['ev'] }),
  typeOf('v1', 'Namespace', 'namespaces', { namespaced: false, shortNames: ['ns'], subresources: STATUS }),
  typeOf('v1', 'Node', 'nodes', { namespaced: false, shortNames: ['no'], subresources: STATUS }),
  typeOf('v1', 'Pod', 'pods', {
    shortNames: ['po'],
    categories: ['all'],
    subresources: ['status', 'eviction'],
  }),
  typeOf('apps/v1', 'Deployment', 'deployments', {
    shortNames: ['deploy'],
    categories: ['all'],
    subresources: SCALED,
  }),
  typeOf('apps/v1', 'StatefulSet', 'statefulsets', {
    shortNames: ['sts'],
    categories: ['all'],
    subresources: SCALED,
  }),
  typeOf('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers', {
    shortNames: ['hpa'],
    categories: ['all'],
    subresources: STATUS,
  }),
  typeOf('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets', {
    shortNames: ['pdb'],
    subresources: STATUS,
  }),
  typeOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'customresourcedefinitions', {
    namespaced: false,
    shortNames: ['crd', 'crds'],
    subresources: STATUS,
  }),
  typeOf('coordination.k8s.io/v1', 'Lease', 'leases'),
  typeOf('forescale.dev/v1alpha1', 'Surge', 'surges', { ...namesOf('Surge'), subresources: STATUS }),
  typeOf('forescale.dev/v1alpha1', 'SurgeSchedule', 'surgeschedules', {
    ...namesOf('SurgeSchedule'),
    subresources: STATUS,
  }),
  typeOf('argoproj.io/v1alpha1', 'Rollout', 'rollouts', { shortNames: ['ro'], subresources: SCALED }),
  typeOf('keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects', { shortNames: ['so'], subresources: STATUS }),
  typeOf('autoscaling.x-k8s.io/v1beta1', 'CapacityBuffer', 'capacitybuffers', { subresources: STATUS }),
];

export const apiVersionOf = ({ group, version }: Pick<ResourceType, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;

/** `deployments.apps`; `pods` in the core group. */
export const qualifiedName = ({ plural, group }: Pick<ResourceType, 'plural' | 'group'>): string =>
  group === '' ? plural : `${plural}.${group}`;

/** `Deployment.apps`, as refusals of content name an object. */
export const qualifiedKind = ({ kind, group }: Pick<ResourceType, 'kind' | 'group'>): string =>
  group === '' ? kind : `${kind}.${group}`;
