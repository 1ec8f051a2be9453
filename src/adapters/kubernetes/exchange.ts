/** One request on the wire, up to the headers of its answer. Redirects are answers like any other. */
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { codeOf } from './fault-mapping.ts';
import type { KubeRequest } from './transport.ts';

const PATCH_TYPES: Readonly<Record<NonNullable<KubeRequest['patch']>, string>> = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  // JSON is YAML; the server takes apply patches under this name alone.
  apply: 'application/apply-patch+yaml',
};

export interface Outgoing {
  readonly server: URL;
  readonly request: KubeRequest;
  readonly headers: Readonly<Record<string, string>>;
  readonly agent: http.Agent;
  readonly signal: AbortSignal;
}

/** Rejects with what the socket said. */
export function exchange(outgoing: Outgoing): Promise<IncomingMessage> {
  const { server, request, agent, signal } = outgoing;
  // As text it goes out with the headers in one write, which over TLS is one record in place of two.
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const options: RequestOptions = {
    method: request.method,
    // An IPv6 address stands in brackets in a URL, and without them everywhere else.
    hostname: server.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: server.port,
    path: server.pathname.replace(/\/$/, '') + request.path + queryOf(request.query),
    headers: headersOf(outgoing, body),
    agent,
    signal,
  };
  return new Promise((resolve, reject) => {
    const sent = (server.protocol === 'https:' ? https : http).request(options);
    sent.on('response', resolve);
    // Stays: what comes after the answer's headers is told by the answer too.
    sent.on('error', (error) => {
      // The server closed an idle connection at the moment it was used again. Only a read is sent twice unasked.
      const wasStale = sent.reusedSocket && codeOf(error) === 'ECONNRESET' && !signal.aborted;
      if (wasStale && request.method === 'GET') exchange(outgoing).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}

export const describeRequest = ({ method, path }: KubeRequest): string => `${method} ${path}`;

function headersOf(
  { request, headers }: Outgoing,
  body: string | undefined,
): Record<string, string | number> {
  const common = { ...headers, accept: 'application/json' };
  if (body === undefined) return common;
  const type = request.method === 'PATCH' ? PATCH_TYPES[request.patch ?? 'merge'] : 'application/json';
  return { ...common, 'content-type': type, 'content-length': Buffer.byteLength(body) };
}

function queryOf(query: KubeRequest['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search.toString()}`;
}
