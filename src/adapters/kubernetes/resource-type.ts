/** The types of objects that Forescale reads and writes, and the paths under which the API server serves them. */

export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
}

export const DEPLOYMENTS = typeOf('apps/v1', 'Deployment', 'deployments');
export const STATEFUL_SETS = typeOf('apps/v1', 'StatefulSet', 'statefulsets');
export const ROLLOUTS = typeOf('argoproj.io/v1alpha1', 'Rollout', 'rollouts');
export const HPAS = typeOf('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers');
export const SCALED_OBJECTS = typeOf('keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects');
export const SURGES = typeOf('forescale.dev/v1alpha1', 'Surge', 'surges');
export const SURGE_SCHEDULES = typeOf('forescale.dev/v1alpha1', 'SurgeSchedule', 'surgeschedules');
export const CAPACITY_BUFFERS = typeOf('autoscaling.x-k8s.io/v1beta1', 'CapacityBuffer', 'capacitybuffers');
export const NODES = typeOf('v1', 'Node', 'nodes');
export const PODS = typeOf('v1', 'Pod', 'pods');
export const EVENTS = typeOf('v1', 'Event', 'events');
export const LEASES = typeOf('coordination.k8s.io/v1', 'Lease', 'leases');

export function typeOf(apiVersion: string, kind: string, plural: string): ResourceType {
  const [group, version] = splitApiVersion(apiVersion);
  return { group, version, kind, plural };
}

/** Group and version; the core group has no name. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)];
}

export const apiVersionOf = ({ group, version }: Pick<ResourceType, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`;

export interface Place {
  /** None = all namespaces, or an object that lives in none. */
  readonly namespace?: string | undefined;
  /** None = the collection. */
  readonly name?: string | undefined;
  readonly subresource?: 'status' | 'scale' | 'eviction' | undefined;
}

export const groupPath = (type: Pick<ResourceType, 'group' | 'version'>): string =>
  `/${type.group === '' ? 'api' : 'apis'}/${apiVersionOf(type)}`;

export function pathOf(type: ResourceType, { namespace, name, subresource }: Place = {}): string {
  const parts = [
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    type.plural,
    name,
    subresource,
  ];
  const given = parts.filter((part): part is string => part !== undefined);
  return `${groupPath(type)}/${given.map(encodeURIComponent).join('/')}`;
}
