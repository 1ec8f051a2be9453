/** From the body of a request to the object that is to be stored: what a client may say, and what it may not. */

import type { JsonObject } from '../../resources/json.ts';
import type { ObjectMeta } from '../../resources/kube-object.ts';
import { isObject } from '../api/merge-patch.ts';
import type { KubeObject } from '../api/objects.ts';
import { wordingOf } from './field-values.ts';
import type { ResourcePath } from './paths.ts';
import { badRequest, conflict, invalid, modified } from './refusals.ts';
import { apiVersionOf, type ResourceType } from './resource-types.ts';

/** Of metadata, what belongs to the writers of an object. */
type OwnMetadata = Pick<ObjectMeta, 'labels' | 'annotations' | 'ownerReferences' | 'finalizers'>;

export function ownMetadata(metadata: JsonObject | ObjectMeta): OwnMetadata {
  const { labels, annotations, ownerReferences, finalizers } = metadata as ObjectMeta;
  return {
    ...(isEmpty(labels) ? {} : { labels }),
    ...(isEmpty(annotations) ? {} : { annotations }),
    ...(isEmpty(ownerReferences) ? {} : { ownerReferences }),
    ...(isEmpty(finalizers) ? {} : { finalizers }),
  };
}

const isEmpty = (value: object | null | undefined): boolean =>
  value === undefined || value === null || Object.keys(value).length === 0;

/** Throws 400 when the body is of another kind, version or namespace than the path. */
export function expectPlace(body: JsonObject, { type, namespace, name }: ResourcePath): void {
  const { kind, apiVersion, metadata } = body;
  const expected = apiVersionOf(type);
  if (apiVersion !== undefined && apiVersion !== expected)
    throw badRequest(
      `the API version in the data (${wordingOf(apiVersion)}) does not match the expected API version (${expected})`,
    );
  if (kind !== undefined && kind !== type.kind)
    throw badRequest(
      `${wordingOf(kind)} in version ${JSON.stringify(expected)} cannot be handled as a ${type.kind}`,
    );
  const { namespace: own, name: named } = isObject(metadata) ? metadata : {};
  if (typeof own === 'string' && own !== '' && type.namespaced && own !== namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  if (name !== undefined && named !== undefined && named !== name)
    throw badRequest(
      `the name of the object (${wordingOf(named)}) does not match the name on the URL (${name})`,
    );
}

const NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const LONGEST_NAME = 253;

/** The metadata of a new object; `suffix` makes a name of a `generateName`. */
export function newMetadata(
  type: ResourceType,
  body: JsonObject,
  namespace: string | undefined,
  suffix: () => string,
): Pick<ObjectMeta, 'name'> & Partial<ObjectMeta> {
  const metadata = isObject(body['metadata']) ? body['metadata'] : {};
  const { name: given = '', generateName = '', resourceVersion = '' } = metadata;
  const name =
    given !== '' || generateName === '' ? wordingOf(given) : `${wordingOf(generateName)}${suffix()}`;
  const refuse = (message: string, reason = 'FieldValueRequired') =>
    invalid(type, name, [{ reason, message, field: 'metadata.name' }]);
  if (name === '') throw refuse('Required value: name or generateName is required');
  if (!NAME.test(name) || name.length > LONGEST_NAME)
    throw refuse(
      `Invalid value: ${JSON.stringify(name)}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
      'FieldValueInvalid',
    );
  if (resourceVersion !== '') throw badRequest('resourceVersion should not be set on objects to be created');
  return {
    ...(generateName === '' ? {} : { generateName }),
    ...ownMetadata(metadata),
    name,
    ...(type.namespaced && namespace !== undefined ? { namespace } : {}),
  };
}

/** Throws 409 when the body speaks of another version of the object. */
export function expectVersion(type: ResourceType, body: JsonObject, { metadata: current }: KubeObject): void {
  const { resourceVersion = '' } = isObject(body['metadata']) ? body['metadata'] : {};
  if (resourceVersion !== '' && resourceVersion !== current.resourceVersion)
    throw modified(type, current.name);
}

/** Throws 409 when the body speaks of another object by its name: for a body that is the whole object. */
export function expectObject(type: ResourceType, body: JsonObject, { metadata: current }: KubeObject): void {
  const uid = uidOf(body);
  if (uid === '' || uid === current.uid) return;
  const why = `Precondition failed: UID in precondition: ${wordingOf(uid)}, UID in object meta: ${current.uid}`;
  throw conflict(type, current.name, why);
}

/**
 * Throws 422 when a patch gives the object another identity: there it is a change like any other. Of the metadata that comes
 * with the status of a custom resource nothing but the version is looked at.
 */
export function expectSameUid(
  { type, subresource }: ResourcePath,
  body: JsonObject,
  { metadata: current }: KubeObject,
): void {
  const uid = uidOf(body);
  if (uid === '' || uid === current.uid || (type.custom && subresource === 'status')) return;
  const message = `Invalid value: ${JSON.stringify(uid)}: field is immutable`;
  throw invalid(type, current.name, [{ reason: 'FieldValueInvalid', message, field: 'metadata.uid' }]);
}

function uidOf({ metadata }: JsonObject): unknown {
  const { uid = '' } = isObject(metadata) ? metadata : {};
  return uid;
}

/** `current` with all that a writer of the main resource may write taken from `body`. */
export function withMain(current: KubeObject, body: JsonObject, type: ResourceType): KubeObject {
  const { metadata, status, kind: _, apiVersion: __, ...content } = body;
  const keptStatus = type.subresources.includes('status') ? current.status : status;
  return {
    ...(content as object),
    apiVersion: current.apiVersion,
    kind: current.kind,
    metadata: { ...serverMetadata(current), ...ownMetadata(isObject(metadata) ? metadata : {}) },
    ...(keptStatus === undefined ? {} : { status: keptStatus }),
  };
}

/** `current` with the status of `body`. */
export function withStatus(current: KubeObject, { status }: JsonObject): KubeObject {
  const { status: _, ...rest } = current;
  return status === undefined || status === null ? rest : { ...rest, status };
}

function serverMetadata({ metadata }: KubeObject): ObjectMeta {
  const { labels: _, annotations: __, ownerReferences: ___, finalizers: ____, ...rest } = metadata;
  return rest;
}
