/**
 * Everything that Forescale asks of an API server, as rules of RBAC. A test holds the code to it, call by call, and the
 * manifests too: whoever adds a request adds its right here.
 */

export interface Right {
  /** Empty for the core group. */
  readonly group: string;
  /** Plural, or `plural/subresource`. */
  readonly resources: readonly string[];
  readonly verbs: readonly Verb[];
}

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

const KEPT: readonly Verb[] = ['get', 'list', 'watch'];
const TARGET: readonly Verb[] = [...KEPT, 'patch'];
/** The count is read when a guarded write is refused, to tell why. */
const SCALE: readonly Verb[] = ['get', 'patch'];

/** Of the controller, in all namespaces that it watches. */
export const CONTROLLER_RIGHTS: readonly Right[] = [
  { group: 'forescale.dev', resources: ['surges'], verbs: [...KEPT, 'create', 'patch', 'delete'] },
  { group: 'forescale.dev', resources: ['surgeschedules'], verbs: KEPT },
  { group: 'forescale.dev', resources: ['surges/status', 'surgeschedules/status'], verbs: ['patch'] },
  { group: 'autoscaling', resources: ['horizontalpodautoscalers'], verbs: TARGET },
  { group: 'keda.sh', resources: ['scaledobjects'], verbs: TARGET },
  { group: 'apps', resources: ['deployments', 'statefulsets'], verbs: TARGET },
  { group: 'apps', resources: ['deployments/scale', 'statefulsets/scale'], verbs: SCALE },
  { group: 'argoproj.io', resources: ['rollouts'], verbs: ['get', 'list', 'patch'] },
  { group: 'argoproj.io', resources: ['rollouts/scale'], verbs: SCALE },
  {
    group: 'autoscaling.x-k8s.io',
    resources: ['capacitybuffers'],
    verbs: [...KEPT, 'create', 'patch', 'delete'],
  },
  { group: '', resources: ['nodes', 'pods'], verbs: ['list', 'watch'] },
  { group: '', resources: ['events'], verbs: ['create', 'patch'] },
];

/** Of the controller, in the namespace of its Lease. */
export const LEADER_RIGHTS: readonly Right[] = [
  { group: 'coordination.k8s.io', resources: ['leases'], verbs: ['get', 'create', 'patch'] },
];

/** Of the functions, in all namespaces: what the controller does without watching, and without telling of it in events. */
export const FUNCTIONS_RIGHTS: readonly Right[] = CONTROLLER_RIGHTS.filter(
  ({ resources }) => !resources.includes('events'),
).map(({ verbs, ...right }) => ({ ...right, verbs: verbs.filter((verb) => verb !== 'watch') }));

/** `surges patch`, `deployments.apps/scale get`: one line for each, in order. */
export const linesOf = (rights: readonly Right[]): readonly string[] =>
  rights
    .flatMap(({ group, resources, verbs }) =>
      resources.flatMap((resource) => verbs.map((verb) => `${nameOf(group, resource)} ${verb}`)),
    )
    .toSorted();

/** As `kubectl auth can-i` takes it. */
function nameOf(group: string, resource: string): string {
  const [plural = '', ...subresource] = resource.split('/');
  return [group === '' ? plural : `${plural}.${group}`, ...subresource].join('/');
}
