/** Paths that are about the server itself: health, version, discovery. */
import type { DocumentAnswer, HttpRequest } from '../../ports/http-exchange.ts';
import { AGGREGATED_TYPE, aggregatedDiscovery, discoveryOf } from './discovery.ts';
import { document } from './messages.ts';
import { openApiOf } from './openapi/document.ts';
import { OPEN_API_V2_TYPE, openApiV2 } from './openapi/document-v2.ts';

/** The version whose behaviour is modelled. */
const VERSION = {
  major: '1',
  minor: '35',
  gitVersion: 'v1.35.4+forescale',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'none',
};

/** Undefined: the path names a resource, or nothing. */
export function metaAnswer({ method, path, headers }: HttpRequest): DocumentAnswer | undefined {
  if (method !== 'GET') return undefined;
  if (['/healthz', '/livez', '/readyz'].includes(path))
    return document('ok', 200, 'text/plain; charset=utf-8');
  if (path === '/version') return document(VERSION);
  if (path === '/openapi/v2') return document(openApiV2(), 200, OPEN_API_V2_TYPE);
  const root = path === '/api' ? 'api' : path === '/apis' ? 'apis' : undefined;
  if (
    root !== undefined &&
    (headers['accept'] ?? '').includes('g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList')
  )
    return document(aggregatedDiscovery(root), 200, AGGREGATED_TYPE);
  const found = discoveryOf(path) ?? openApiOf(path);
  return found === undefined ? undefined : document(found);
}
