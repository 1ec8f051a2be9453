/**
 * Server-side apply: a manager says all the fields it wants. Fields that it wanted before and no longer does go, unless
 * somebody else has them too; a field that somebody else has with another value is a conflict, unless forced.
 */
import { isRecord, type JsonObject } from '../../resources/json.ts';
import type { FieldsV1, ManagedFieldsEntry } from '../../resources/kube-object.ts';
import { changedFields, differenceOf, fieldsOf, intersectionOf, unionOf } from '../api/field-set.ts';
import { entryOf, isBy, type Scope, withFields } from '../api/managed-fields.ts';
import type { KubeObject } from '../api/objects.ts';
import type { Claim } from '../api/server.ts';
import { changedAgainst, refuseConflicts } from './apply-conflicts.ts';
import { asObject, readYaml } from './body.ts';
import { mainScope, statusScope } from './claims.ts';
import { type Call, find, type NamedPath } from './context.ts';
import { expectPlace, expectSameUid, expectVersion, ownMetadata } from './drafts.ts';
import { mergeApplied, withoutFields } from './merge-applied.ts';
import { badRequest, invalid } from './refusals.ts';
import { createFrom, store, type Written } from './storing.ts';

export function applyPatch(call: Call, path: NamedPath): Written {
  const { served, request } = call;
  const manager = request.query.get('fieldManager') ?? '';
  if (manager === '')
    throw invalid(path.type, path.name, [
      {
        reason: 'FieldValueRequired',
        field: 'fieldManager',
        message: 'Required value: is required for apply patch',
      },
    ]);
  const body = asObject(readYaml(request.body));
  expectPlace(body, path);
  if (isRecord(body['metadata']) && body['metadata']['managedFields'] !== undefined)
    throw badRequest('metadata.managedFields must be nil');
  const current = find(served.api, path);
  const application = applicationOf(body, path, manager);
  if (current === undefined) {
    const named = { ...body, metadata: { ...asObject(body['metadata'] ?? {}), name: path.name } };
    return createFrom(call, named, claimApplied(application, undefined));
  }
  expectVersion(path.type, body, current);
  expectSameUid(path, body, current);
  const merged = merge(application, current, request.query.get('force') === 'true');
  return store(call, path, current, merged, claimApplied(application, current));
}

interface Application {
  readonly path: NamedPath;
  readonly manager: string;
  readonly subresource: 'status' | undefined;
  readonly scope: Scope;
  /** The part of the body that belongs to managers, and its fields. */
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly fields: FieldsV1;
}

function applicationOf(body: JsonObject, path: NamedPath, manager: string): Application {
  const subresource = path.subresource === 'status' ? 'status' : undefined;
  const scope = subresource === 'status' ? statusScope : mainScope;
  const metadata = ownMetadata(asObject(body['metadata'] ?? {}));
  const wanted = scope({ ...body, metadata } as unknown as KubeObject);
  return { path, manager, subresource, scope, wanted, fields: fieldsOf(wanted) };
}

function merge(
  { path, manager, subresource, scope, wanted, fields }: Application,
  current: KubeObject,
  force: boolean,
): JsonObject {
  const live = scope(current);
  const entries = current.metadata.managedFields ?? [];
  const isOwn = (entry: ManagedFieldsEntry) => isByApply(entry, manager, subresource);
  const others = entries.filter((entry) => !isOwn(entry));
  if (!force) refuseConflicts(path, others, changedAgainst(live, wanted));
  const before = entries.find(isOwn)?.fieldsV1;
  const dropped =
    before === undefined
      ? undefined
      : others.reduce<FieldsV1 | undefined>(
          (left, { fieldsV1 }) =>
            left === undefined || fieldsV1 === undefined ? left : differenceOf(left, fieldsV1),
          differenceOf(before, fields),
        );
  const kept = dropped === undefined ? live : withoutFields(live, dropped);
  const { metadata, ...content } = mergeApplied(kept, wanted) as JsonObject;
  const { name, namespace } = current.metadata;
  return {
    ...(subresource === 'status' ? (current as unknown as JsonObject) : {}),
    ...content,
    metadata: { ...asObject(metadata ?? {}), name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

const isByApply = (entry: ManagedFieldsEntry, manager: string, subresource: string | undefined): boolean =>
  isBy(entry, { manager, operation: 'Apply', subresource });

/** The manager has all that it wants; others keep what they have with the same value. */
function claimApplied(
  { manager, subresource, scope, fields }: Application,
  current: KubeObject | undefined,
): Claim {
  return (object, _, { at }) => {
    const changed = current === undefined ? undefined : changedFields(scope(object), scope(current));
    const taken = changed === undefined ? undefined : intersectionOf(fields, changed);
    const others = (current?.metadata.managedFields ?? []).filter(
      (entry) => !isByApply(entry, manager, subresource),
    );
    const left = others.flatMap((entry) => {
      const fieldsV1 =
        taken === undefined || entry.fieldsV1 === undefined
          ? entry.fieldsV1
          : differenceOf(entry.fieldsV1, taken);
      return fieldsV1 === undefined ? [] : [{ ...entry, fieldsV1 }];
    });
    const own = entryOf(
      { manager, operation: 'Apply', subresource, at },
      object.apiVersion,
      unionOf(fields, fields),
    );
    return withFields(object, [...left, own]);
  };
}
