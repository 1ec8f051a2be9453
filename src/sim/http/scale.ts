/** The `scale` subresource: replicas alone, whatever has them. */
import { isRecord, type JsonObject } from '../../resources/json.ts';
import { mergePatch } from '../api/merge-patch.ts';
import type { KubeObject } from '../api/objects.ts';
import { asObject, readJson, readObject, readPatchType } from './body.ts';
import { claimFor, managerOf } from './claims.ts';
import { type Call, get, namedPath } from './context.ts';
import { expectObject, expectVersion } from './drafts.ts';
import { numberAt, valueAt } from './field-values.ts';
import { jsonPatch } from './json-patch.ts';
import { badRequest, invalid } from './refusals.ts';
import { store } from './storing.ts';

export const readScale = ({ served, path }: Call): object => scaleOf(get(served.api, namedPath(path)));

export function writeScale(call: Call): object {
  const { served, request } = call;
  const path = namedPath(call.path);
  const current = get(served.api, path);
  const wanted = request.method === 'PUT' ? readObject(request) : patched(call, scaleOf(current));
  expectObject(path.type, wanted, current);
  expectVersion(path.type, wanted, current);
  const replicas = valueAt(wanted, 'spec.replicas') ?? 0;
  if (typeof replicas !== 'number' || !Number.isInteger(replicas))
    throw badRequest('Scale: expected spec.replicas to be a whole number');
  if (replicas < 0)
    throw invalid(path.type, path.name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${replicas}: must be greater than or equal to 0`,
        field: 'spec.replicas',
      },
    ]);
  const { spec, ...rest } = current;
  const body = { ...rest, spec: { ...(isRecord(spec) ? spec : {}), replicas } };
  return scaleOf(
    store(call, path, current, body as unknown as JsonObject, claimFor(managerOf(request), 'scale')).object,
  );
}

function patched({ request }: Call, scale: object): JsonObject {
  const given = readJson(request.body);
  return readPatchType(request) === 'application/json-patch+json'
    ? asObject(jsonPatch(scale, given))
    : asObject(mergePatch(scale, asObject(given)));
}

function scaleOf(object: KubeObject): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const labels = valueAt(object, 'spec.selector.matchLabels');
  const selector = Object.entries(isRecord(labels) ? labels : {}).map(
    ([key, value]) => `${key}=${String(value)}`,
  );
  const replicas = numberAt(object, 'spec.replicas');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // Zero is left out, as the API server does: a JSON patch finds no field to replace.
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: numberAt(object, 'status.replicas'), selector: selector.join(',') },
  };
}
