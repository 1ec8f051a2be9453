/** How a deletion is wanted: of which object, with what grace, or not at all. */
import type { JsonObject } from '../../resources/json.ts';
import { isObject } from '../api/merge-patch.ts';
import type { KubeObject } from '../api/objects.ts';
import { asObject, readObject } from './body.ts';
import { type Call, isDryRun } from './context.ts';
import { badRequest, conflict } from './refusals.ts';
import type { ResourceType } from './resource-types.ts';

export interface DeletionOptions {
  readonly preconditions: JsonObject;
  readonly graceSeconds: number | undefined;
  readonly dryRun: boolean;
}

/** From the body, and from the query where the body does not say. */
export function readOptions({ request, path }: Call): DeletionOptions {
  const body = request.body === '' ? {} : readObject(request);
  const { preconditions, gracePeriodSeconds, propagationPolicy, orphanDependents, dryRun } = body;
  const policy = propagationPolicy ?? request.query.get('propagationPolicy');
  if ((policy === 'Orphan' || orphanDependents === true) && path.type.kind === 'Deployment')
    throw badRequest('propagationPolicy: the embedded cluster cannot orphan the pods of a Deployment');
  return {
    preconditions: isObject(preconditions) ? preconditions : {},
    graceSeconds: readGrace(gracePeriodSeconds ?? request.query.get('gracePeriodSeconds')),
    dryRun: isDryRun(request) || (Array.isArray(dryRun) && dryRun.includes('All')),
  };
}

/** A query says it in digits. */
function readGrace(said: unknown): number | undefined {
  if (said === null) return undefined;
  const grace = typeof said === 'string' && said !== '' ? Number(said) : said;
  if (typeof grace === 'number' && Number.isInteger(grace) && grace >= 0) return grace;
  throw badRequest(`gracePeriodSeconds: expected a whole number from 0, got ${JSON.stringify(said)}`);
}

/** Throws 409 when another object, or another version of it, is meant. */
export function expectPreconditions(
  type: ResourceType,
  { preconditions }: DeletionOptions,
  { metadata }: KubeObject,
): void {
  const { uid, resourceVersion } = asObject(preconditions);
  const refuse = (what: string, wanted: unknown, actual: string) =>
    conflict(
      type,
      metadata.name,
      `Precondition failed: ${what} in precondition: ${String(wanted)}, ${what} in object meta: ${actual}`,
    );
  if (uid !== undefined && uid !== metadata.uid) throw refuse('UID', uid, metadata.uid);
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion)
    throw refuse('ResourceVersion', resourceVersion, metadata.resourceVersion);
}
