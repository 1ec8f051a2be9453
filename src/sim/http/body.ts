/** Bodies of requests as objects. */
import { parse } from 'yaml';
import type { HttpRequest } from '../../ports/http-exchange.ts';
import { isRecord, type JsonObject } from '../../resources/json.ts';
import { badRequest, unsupportedMediaType } from './refusals.ts';

export const PATCH_TYPES = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
] as const;

export type PatchType = (typeof PATCH_TYPES)[number];

const BODY_TYPES = ['application/json', 'application/yaml'];

/** The body of a create, an update, or the options of a deletion. */
export function readObject({ body, headers }: HttpRequest): JsonObject {
  const media = mediaOf(headers['content-type'] ?? '');
  if (media !== '' && !BODY_TYPES.includes(media)) throw unsupportedMediaType(BODY_TYPES);
  return asObject(media === 'application/yaml' ? readYaml(body) : readJson(body));
}

export function readPatchType({ headers }: HttpRequest): PatchType {
  const media = mediaOf(headers['content-type'] ?? '');
  const type = PATCH_TYPES.find((one) => one === media);
  if (type === undefined) throw unsupportedMediaType(PATCH_TYPES);
  return type;
}

export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw badRequest(
      `the object provided is unrecognized: ${cause instanceof Error ? cause.message : 'no JSON'}`,
    );
  }
}

export function readYaml(body: string): unknown {
  try {
    return parse(body) as unknown;
  } catch (cause) {
    throw badRequest(`error decoding YAML: ${cause instanceof Error ? cause.message : 'no YAML'}`);
  }
}

export function asObject(value: unknown): JsonObject {
  if (isRecord(value)) return value as JsonObject;
  throw badRequest('the object provided is unrecognized: expected an object');
}

const mediaOf = (contentType: string): string => (contentType.split(';')[0] ?? '').trim().toLowerCase();
