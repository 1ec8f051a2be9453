/** Who a request writes for, and what of an object that makes theirs. */

import type { HttpRequest } from '../../ports/http-exchange.ts';
import { claimWithin, type Scope } from '../api/managed-fields.ts';
import type { Claim } from '../api/server.ts';
import { ownMetadata } from './drafts.ts';

/** The manager that the client names, or its program as the User-Agent has it. */
export const managerOf = ({ query, headers }: HttpRequest): string =>
  query.get('fieldManager') || (headers['user-agent']?.split('/')[0] ?? '') || 'unknown';

/** All but the status, which is a resource of its own where there is one. */
export const mainScope: Scope = (object) => {
  const { apiVersion: _, kind: __, metadata, status: ___, ...content } = object;
  const own = ownMetadata(metadata);
  return Object.keys(own).length === 0 ? content : { metadata: own, ...content };
};

export const statusScope: Scope = ({ status }) => ({ status });

export function claimFor(manager: string, subresource?: 'status' | 'scale'): Claim {
  const scope = subresource === 'status' ? statusScope : mainScope;
  return (object, previous, { at }) =>
    claimWithin(scope, object, previous, { manager, operation: 'Update', subresource, at });
}
