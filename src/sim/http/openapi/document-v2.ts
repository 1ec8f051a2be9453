/**
 * The OpenAPI v2 document, which a kubectl before 1.29 asks for, in protobuf alone: which kinds can be patched, and that
 * the server validates fields itself. No schemas: such a kubectl then checks nothing on its own.
 */
import { apiVersionOf, RESOURCE_TYPES, type ResourceType } from '../resource-types.ts';
import { encodeMessage, type Message } from './protobuf.ts';

export const OPEN_API_V2_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/** Numbers of fields in openapiv2.proto of gnostic. */
const DOCUMENT = { swagger: 1, info: 2, paths: 8 };
const INFO = { title: 1, version: 2 };
const PATHS = { path: 2 };
const NAMED = { name: 1, value: 2 };
const PATH_ITEM = { patch: 8 };
const OPERATION = { parameters: 8, extensions: 13 };
const PARAMETERS_ITEM = { parameter: 1 };
const PARAMETER = { nonBody: 2 };
const NON_BODY = { query: 3 };
const QUERY = { in: 2, name: 4 };
const ANY = { yaml: 2 };

export const openApiV2 = (): Uint8Array =>
  encodeMessage({
    [DOCUMENT.swagger]: '2.0',
    [DOCUMENT.info]: { [INFO.title]: 'Kubernetes', [INFO.version]: 'v1.35.4' },
    [DOCUMENT.paths]: { [PATHS.path]: RESOURCE_TYPES.map(pathOf) },
  });

function pathOf(type: ResourceType): Message {
  const root = type.group === '' ? `/api/${type.version}` : `/apis/${apiVersionOf(type)}`;
  const { group, version, kind } = type;
  const yaml = `group: ${JSON.stringify(group)}\nversion: ${version}\nkind: ${kind}\n`;
  const operation = {
    [OPERATION.parameters]: ['dryRun', 'fieldManager', 'fieldValidation'].map(queryParameter),
    [OPERATION.extensions]: {
      [NAMED.name]: 'x-kubernetes-group-version-kind',
      [NAMED.value]: { [ANY.yaml]: yaml },
    },
  };
  const place = type.namespaced ? 'namespaces/{namespace}/' : '';
  return {
    [NAMED.name]: `${root}/${place}${type.plural}/{name}`,
    [NAMED.value]: { [PATH_ITEM.patch]: operation },
  };
}

const queryParameter = (name: string): Message => ({
  [PARAMETERS_ITEM.parameter]: {
    [PARAMETER.nonBody]: { [NON_BODY.query]: { [QUERY.in]: 'query', [QUERY.name]: name } },
  },
});
