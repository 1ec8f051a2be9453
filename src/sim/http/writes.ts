/** Create, update and patch, of objects and of their status. */
import type { JsonObject } from '../../resources/json.ts';
import { mergePatch } from '../api/merge-patch.ts';
import type { KubeObject } from '../api/objects.ts';
import { applyPatch } from './apply.ts';
import { asObject, type PatchType, readJson, readObject, readPatchType } from './body.ts';
import { type Call, find, get, type NamedPath, namedPath } from './context.ts';
import { expectObject, expectPlace, expectSameUid, expectVersion } from './drafts.ts';
import { jsonPatch } from './json-patch.ts';
import { invalid, notFound, unsupportedMediaType } from './refusals.ts';
import { createFrom, store, type Written } from './storing.ts';
import { strategicMerge } from './strategic-merge.ts';

export function create(call: Call): Written {
  const { path, request } = call;
  const body = readObject(request);
  expectPlace(body, path);
  return createFrom(call, body);
}

export function update(call: Call): Written {
  const { served, request } = call;
  const path = namedPath(call.path);
  const body = readObject(request);
  expectPlace(body, path);
  const current = get(served.api, path);
  expectObject(path.type, body, current);
  expectVersion(path.type, body, current);
  if (path.type.custom && versionOf(body) === undefined)
    throw invalid(path.type, path.name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  return store(call, path, current, body);
}

const versionOf = ({ metadata }: JsonObject): unknown =>
  asObject(metadata ?? {})['resourceVersion'] ?? undefined;

export function patch(call: Call): Written {
  const { served, request } = call;
  const path = namedPath(call.path);
  const type = readPatchType(request);
  if (type === 'application/apply-patch+yaml') return applyPatch(call, path);
  const current = find(served.api, path);
  if (current === undefined) throw notFound(path.type, path.name);
  const body = patched(current, type, path, readJson(request.body));
  expectPlace(body, path);
  expectVersion(path.type, body, current);
  expectSameUid(path, body, current);
  return store(call, path, current, body);
}

function patched(current: KubeObject, how: PatchType, { type }: NamedPath, given: unknown): JsonObject {
  const target = current as unknown as JsonObject;
  switch (how) {
    case 'application/json-patch+json':
      return asObject(jsonPatch(target, given));
    case 'application/strategic-merge-patch+json':
      if (type.custom)
        throw unsupportedMediaType([
          'application/json-patch+json',
          'application/merge-patch+json',
          'application/apply-patch+yaml',
        ]);
      return strategicMerge(target, asObject(given)) as JsonObject;
    case 'application/merge-patch+json':
    case 'application/apply-patch+yaml':
      return mergePatch(target, asObject(given));
  }
}
