/** What the server serves, told group by group and all at once (aggregated discovery). */
import type { JsonObject } from '../../resources/json.ts';
import { apiVersionOf, RESOURCE_TYPES, type ResourceType, type Subresource } from './resource-types.ts';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const SUBRESOURCES: Readonly<
  Record<Subresource, { group: string; version: string; kind: string; verbs: readonly string[] }>
> = {
  status: { group: '', version: '', kind: '', verbs: ['get', 'patch', 'update'] },
  scale: { group: 'autoscaling', version: 'v1', kind: 'Scale', verbs: ['get', 'patch', 'update'] },
  eviction: { group: 'policy', version: 'v1', kind: 'Eviction', verbs: ['create'] },
};

/** In the order of their first resource; the core group is none of them. */
const GROUPS: readonly string[] = [...new Set(RESOURCE_TYPES.map(({ group }) => group))].filter(
  (group) => group !== '',
);

const typesOf = (group: string): readonly ResourceType[] =>
  RESOURCE_TYPES.filter((type) => type.group === group);
const versionsOf = (group: string): readonly string[] => [
  ...new Set(typesOf(group).map(({ version }) => version)),
];

/** `/api`, `/apis`, `/apis/GROUP`, `/api/v1`, `/apis/GROUP/VERSION`; undefined for other paths. */
export function discoveryOf(path: string): object | undefined {
  const [root, ...steps] = path
    .split('/')
    .slice(1)
    .filter((step) => step !== '');
  if (root === 'api') return coreDiscovery(steps);
  if (root !== 'apis') return undefined;
  const [group, version, ...rest] = steps;
  if (group === undefined) return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupOf) };
  if (!GROUPS.includes(group) || rest.length > 0) return undefined;
  if (version === undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) };
  return versionsOf(group).includes(version) ? resourceList(group, version) : undefined;
}

function coreDiscovery([version, ...rest]: readonly string[]): object | undefined {
  if (version === undefined) return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  return version === 'v1' && rest.length === 0 ? resourceList('', 'v1') : undefined;
}

function groupOf(group: string): { readonly name: string } & JsonObject {
  const versions = versionsOf(group).map((version) => ({ groupVersion: `${group}/${version}`, version }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function resourceList(group: string, version: string): object {
  const types = typesOf(group).filter((type) => type.version === version);
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: types.flatMap((type) => [
      mainOf(type),
      ...type.subresources.map((one) => subresourceOf(type, one)),
    ]),
  };
}

function mainOf({ plural, kind, namespaced, shortNames, categories }: ResourceType): object {
  return {
    name: plural,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    verbs: VERBS,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

function subresourceOf({ plural, kind, namespaced }: ResourceType, name: Subresource): object {
  const { group, version, kind: own, verbs } = SUBRESOURCES[name];
  const type = own === '' ? { kind } : { group, version, kind: own };
  return { name: `${plural}/${name}`, singularName: '', namespaced, ...type, verbs };
}

export const AGGREGATED_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** `/api` or `/apis` whole, as clients ask for it since 1.26. */
export function aggregatedDiscovery(root: 'api' | 'apis'): object {
  const groups = root === 'api' ? [''] : GROUPS;
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => ({
      metadata: { name: group, creationTimestamp: null },
      versions: versionsOf(group).map((version) => ({
        version,
        freshness: 'Current',
        resources: typesOf(group)
          .filter((type) => type.version === version)
          .map(aggregatedResource),
      })),
    })),
  };
}

function aggregatedResource(type: ResourceType): object {
  const { group, version, kind, plural, namespaced, shortNames, categories, subresources } = type;
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.toLowerCase(),
    verbs: VERBS,
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
    ...(subresources.length === 0
      ? {}
      : { subresources: subresources.map((name) => aggregatedSub(type, name)) }),
  };
}

function aggregatedSub({ group, version, kind }: ResourceType, name: Subresource): object {
  const { verbs, ...own } = SUBRESOURCES[name];
  const responseKind =
    own.kind === '' ? { group, version, kind } : { group: own.group, version: own.version, kind: own.kind };
  return { subresource: name, responseKind, verbs };
}
