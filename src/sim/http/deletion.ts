/** Deletion: at once, after the grace of a pod, or when the last finalizer is gone. */
import { formatInstant } from '../../core/model/time.ts';
import type { DocumentAnswer } from '../../ports/http-exchange.ts';
import type { KubeObject, Pod } from '../api/objects.ts';
import { deletePod } from '../kubernetes/pod-deletion.ts';
import { managerOf } from './claims.ts';
import { type Call, get, namedPath, type Served } from './context.ts';
import { type DeletionOptions, expectPreconditions, readOptions } from './deletion-options.ts';
import { document } from './messages.ts';
import { RESOURCE_TYPES, type ResourceType } from './resource-types.ts';
import { selectionOf } from './selection.ts';

export interface Deleted {
  readonly object: KubeObject;
  /** Still there, on its way out. */
  readonly lingers: boolean;
}

export function deleteOne(call: Call): Deleted {
  const { served } = call;
  const path = namedPath(call.path);
  const current = get(served.api, path);
  const options = readOptions(call);
  expectPreconditions(path.type, options, current);
  return remove(call, current, options);
}

/** All that the selectors choose; gives them back as they were. */
export function deleteAll(call: Call): readonly KubeObject[] {
  const { served, path, request } = call;
  const options = readOptions(call);
  const chosen = [...served.api.list(path.type.kind)].filter(selectionOf(path, request.query));
  for (const object of chosen) remove(call, object, options);
  return chosen;
}

function remove(
  { served, path, request }: Call,
  object: KubeObject,
  { dryRun, graceSeconds }: DeletionOptions,
): Deleted {
  const { api, engine } = served;
  const { type } = path;
  const { namespace = '', name, finalizers = [] } = object.metadata;
  if (dryRun) return { object, lingers: false };
  if (finalizers.length > 0) {
    const metadata = {
      ...object.metadata,
      deletionTimestamp: object.metadata.deletionTimestamp ?? formatInstant(engine.now),
    };
    const claim = <T extends KubeObject>(same: T): T => same;
    const marked = api.replace(type.kind, { ...object, metadata } as never, {
      claim,
      dryRun: false,
    }) as KubeObject;
    return { object: marked, lingers: true };
  }
  if (type.kind === 'Namespace') emptyNamespace(served, name);
  if (type.kind === 'Node') emptyNode(served, name);
  if (type.kind === 'Pod' && graceSeconds !== 0) {
    deletePod({ api, engine }, object as Pod, managerOf(request));
    const left = api.find('Pod', namespace, name);
    if (left !== undefined) return { object: left, lingers: true };
  } else api.delete(type.kind, namespace, name);
  return { object, lingers: false };
}

/** Everything in a namespace goes with it, at once. */
function emptyNamespace({ api }: Served, namespace: string): void {
  for (const { kind, namespaced } of RESOURCE_TYPES) {
    if (!namespaced) continue;
    for (const { metadata } of [...api.list(kind)])
      if (metadata.namespace === namespace && api.find(kind, namespace, metadata.name) !== undefined)
        api.delete(kind, namespace, metadata.name);
  }
}

/** Pods of a node that is gone are gone too. */
function emptyNode({ api }: Served, node: string): void {
  for (const { metadata, spec } of [...api.list('Pod')])
    if (spec.nodeName === node) api.delete('Pod', metadata.namespace ?? '', metadata.name);
}

/** An object that was only held by finalizers is gone with the last of them. */
export function finishDeletion({ api }: Served, { kind }: ResourceType, { metadata }: KubeObject): void {
  const { deletionTimestamp, finalizers = [], namespace = '', name } = metadata;
  if (deletionTimestamp !== undefined && finalizers.length === 0 && kind !== 'Pod')
    api.delete(kind, namespace, name);
}

/** What is gone is answered by a Status, what lingers by itself. */
export function deletionAnswer(
  { group, plural }: ResourceType,
  { object: { metadata } }: Deleted,
): DocumentAnswer {
  const details = {
    name: metadata.name,
    ...(group === '' ? {} : { group }),
    kind: plural,
    uid: metadata.uid,
  };
  return document({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details });
}
