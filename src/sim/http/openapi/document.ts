/**
 * OpenAPI v3 documents, one per group and version: as much as kubectl asks of them, which is the schemas of the kinds
 * and whether a patch takes `fieldValidation` and `dryRun`.
 */
import { apiVersionOf, RESOURCE_TYPES, type ResourceType } from '../resource-types.ts';
import { schemaOf } from './schemas.ts';

const PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
  name,
  in: 'query',
  schema: { type: name === 'force' ? 'boolean' : 'string' },
}));

/** `/openapi/v3` and what it lists; undefined for other paths. */
export function openApiOf(path: string): object | undefined {
  if (path === '/openapi/v3')
    return {
      paths: Object.fromEntries(ROOTS.map((root) => [root, { serverRelativeURL: `/openapi/v3/${root}` }])),
    };
  const root = ROOTS.find((one) => path === `/openapi/v3/${one}`);
  return root === undefined ? undefined : documentOf(root);
}

const rootOf = (type: ResourceType): string =>
  type.group === '' ? `api/${type.version}` : `apis/${apiVersionOf(type)}`;
const ROOTS: readonly string[] = [...new Set(RESOURCE_TYPES.map(rootOf))];

function documentOf(root: string): object {
  const types = RESOURCE_TYPES.filter((type) => rootOf(type) === root);
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.35.4' },
    paths: Object.fromEntries(types.map((type) => [objectPath(root, type), operationsOf(type)])),
    components: { schemas: Object.fromEntries(types.map((type) => [schemaName(type), withKind(type)])) },
  };
}

const objectPath = (root: string, { plural, namespaced }: ResourceType): string =>
  `/${root}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`;

const gvk = ({ group, version, kind }: ResourceType) => ({ group, version, kind });

/** No strategic merge patch is offered: kubectl then merges built-in kinds by what it was compiled with. */
function operationsOf(type: ResourceType): object {
  const schema = { $ref: `#/components/schemas/${schemaName(type)}` };
  const content = { 'application/json': { schema } };
  const answer = { responses: { 200: { description: 'OK', content } } };
  const named = (action: string) => ({
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': gvk(type),
  });
  const body = { requestBody: { content: { 'application/merge-patch+json': { schema } } } };
  return {
    get: { ...answer, ...named('get') },
    put: { parameters: PARAMETERS, ...answer, ...named('put') },
    patch: { parameters: PARAMETERS, ...body, ...answer, ...named('patch') },
  };
}

const schemaName = ({ group, version, kind }: ResourceType): string =>
  `${group === '' ? 'core' : group.split('.').toReversed().join('.')}.${version}.${kind}`;

const withKind = (type: ResourceType): object => ({
  ...schemaOf(type),
  'x-kubernetes-group-version-kind': [gvk(type)],
});
