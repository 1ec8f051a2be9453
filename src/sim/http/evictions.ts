/** `POST pods/NAME/eviction`: a deletion that a budget may refuse. */

import type { DocumentAnswer } from '../../ports/http-exchange.ts';
import { isRecord } from '../../resources/json.ts';
import { asObject, readObject } from './body.ts';
import { type Call, get, isDryRun, namedPath } from './context.ts';
import { valueAt, wordingOf } from './field-values.ts';
import { document } from './messages.ts';
import { badRequest } from './refusals.ts';

export function evict({ served, request, path }: Call): DocumentAnswer {
  const { namespace = '', name, ...rest } = namedPath(path);
  const body = readObject(request);
  if (body['kind'] !== undefined && body['kind'] !== 'Eviction')
    throw badRequest(`${wordingOf(body['kind'])} cannot be handled as an Eviction`);
  get(served.api, { ...rest, namespace, name });
  const options = asObject(body['deleteOptions'] ?? {});
  const uid = valueAt(options, 'preconditions.uid');
  const asked = isRecord(options) && Array.isArray(options['dryRun']) && options['dryRun'].includes('All');
  if (!asked && !isDryRun(request))
    served.evictions.evict(namespace, name, typeof uid === 'string' ? uid : undefined);
  return document({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, 201);
}
