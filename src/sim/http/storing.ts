/** The last steps of every write: admission, the store, and who owns what. */
import type { JsonObject } from '../../resources/json.ts';
import type { KubeObject } from '../api/objects.ts';
import type { Draft } from '../api/server.ts';
import { admitFromWire } from './admission/admission.ts';
import { claimFor, managerOf } from './claims.ts';
import { type Call, isDryRun, type NamedPath } from './context.ts';
import { finishDeletion } from './deletion.ts';
import { newMetadata, withMain, withStatus } from './drafts.ts';
import { alreadyExists, notFound } from './refusals.ts';
import { apiVersionOf, RESOURCE_TYPES } from './resource-types.ts';

export interface Written {
  readonly object: KubeObject;
  readonly created: boolean;
  readonly warnings: readonly string[];
}

export function createFrom(
  { served, path, request }: Call,
  body: JsonObject,
  claim = claimFor(managerOf(request)),
): Written {
  const { type, namespace } = path;
  const { api } = served;
  if (namespace !== undefined && api.find('Namespace', '', namespace) === undefined)
    throw notFound(namespaceType, namespace);
  const metadata = newMetadata(type, body, namespace, served.drawSuffix);
  if (api.find(type.kind, namespace ?? '', metadata.name) !== undefined)
    throw alreadyExists(type, metadata.name);
  const { status, ...rest } = body;
  const keepsStatus = !type.subresources.includes('status') || type.kind === 'Node';
  const draft = {
    ...rest,
    ...(keepsStatus && status !== undefined ? { status } : {}),
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata,
  };
  const { object: admitted, warnings } = admitFromWire(
    type,
    draft as unknown as KubeObject,
    undefined,
    request.query,
  );
  const options = { claim, dryRun: isDryRun(request) };
  return {
    object: api.add(type.kind, admitted as unknown as Draft<typeof type.kind>, options),
    created: true,
    warnings,
  };
}

const [namespaceType] = RESOURCE_TYPES.filter(({ kind }) => kind === 'Namespace') as [
  (typeof RESOURCE_TYPES)[number],
];

/** Puts what `body` says in the place of `current`: its status through the subresource, all else otherwise. */
export function store(
  { served, request }: Call,
  path: NamedPath,
  current: KubeObject,
  body: JsonObject,
  claim = claimFor(managerOf(request), path.subresource === 'status' ? 'status' : undefined),
): Written {
  const { type, subresource } = path;
  const wanted = subresource === 'status' ? withStatus(current, body) : withMain(current, body, type);
  const { object: next, warnings } = admitFromWire(type, wanted, current, request.query);
  const options = { claim, dryRun: isDryRun(request) };
  const object = served.api.replace(type.kind, next as never, options) as KubeObject;
  if (!options.dryRun) finishDeletion(served, type, object);
  return { object, created: false, warnings };
}
