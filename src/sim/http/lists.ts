/** Lists, whole or page by page: every page of a list shows the objects as they were at the version of the first. */

import { isRecord } from '../../resources/json.ts';
import type { KubeObject } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { History } from './history.ts';
import type { ResourcePath } from './paths.ts';
import { badRequest, timeout } from './refusals.ts';
import type { ListMeta } from './rendering.ts';
import { selectionOf } from './selection.ts';

export interface Page {
  readonly objects: readonly KubeObject[];
  readonly meta: ListMeta;
}

/** Where the next page begins: after the object of that key, in the list of that version. */
interface Place {
  readonly version: number;
  readonly after: string;
}

export function listPage(
  path: ResourcePath,
  query: URLSearchParams,
  { api, history }: { readonly api: ApiServer; readonly history: History },
): Page {
  const limit = readLimit(query.get('limit'));
  const token = query.get('continue') ?? '';
  const place = token === '' ? undefined : readToken(token);
  const version = place?.version ?? versionAsked(query, api.version);
  const all = version === api.version ? [...api.list(path.type.kind)] : history.at(path.type.kind, version);
  const chosen = all
    .filter(selectionOf(path, query))
    .map((object) => ({ object, key: keyOf(object) }))
    .filter(({ key }) => place === undefined || key > place.after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const page = limit === 0 ? chosen : chosen.slice(0, limit);
  const last = page.at(-1);
  const left = chosen.length - page.length;
  return {
    objects: page.map(({ object }) => object),
    meta: {
      resourceVersion: String(version),
      ...(left === 0 || last === undefined
        ? {}
        : { continue: writeToken({ version, after: last.key }), remainingItemCount: left }),
    },
  };
}

/** `Exact` reads the past; any other version asks for nothing older than it, which the present is. */
function versionAsked(query: URLSearchParams, newest: number): number {
  const text = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  if (match !== '' && text === '')
    throw badRequest('resourceVersionMatch is forbidden unless resourceVersion is provided');
  const version = readVersion(text);
  if (version > newest) throw timeout(`Too large resource version: ${version}, current: ${newest}`);
  return match === 'Exact' ? version : newest;
}

/** Empty counts as 0: any version will do. */
export function readVersion(text: string): number {
  if (/^\d*$/.test(text)) return Number(text);
  throw badRequest(`Invalid value: ${JSON.stringify(text)}: expected resourceVersion to be a whole number`);
}

function readLimit(text: string | null): number {
  if (text === null || /^\d+$/.test(text)) return Number(text ?? '0');
  throw badRequest(`Invalid value: ${JSON.stringify(text)}: expected limit to be a whole number from 0`);
}

/** Objects come in the order of their keys in the store. */
const keyOf = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;

const writeToken = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

function readToken(token: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (isRecord(place) && typeof place['version'] === 'number' && typeof place['after'] === 'string')
      return { version: place['version'], after: place['after'] };
  } catch {
    // Told below: a token that is no JSON is as wrong as one with other fields.
  }
  throw badRequest('continue key is not valid: expected one that a list gave');
}
