/** From an HTTP request to service, action and parameters. The service is the one that the signature names. */
import type { IncomingMessage } from 'node:http';
import type { Asked } from '../loopback-server.ts';
import { readForm } from './query-form.ts';
import type { SignedRequest } from './signature.ts';
import type { Parameters, ServiceName } from './wire-call.ts';
import { WireError } from './wire-error.ts';

export function signedRequestOf(asked: Asked, request: IncomingMessage): SignedRequest {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback');
  const headers = Object.entries(asked.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(',') : value] as const,
  );
  return {
    method: asked.method,
    path: pathname,
    query: [...searchParams],
    headers: Object.fromEntries(headers),
    body: asked.body,
  };
}

interface Reading {
  readonly action: string;
  readonly parameters: Parameters;
}

export function readAction(service: ServiceName, asked: SignedRequest): Reading {
  switch (service) {
    case 'sts':
    case 'autoscaling':
    case 'ec2':
      return readForm(asked.method === 'GET' ? unsigned(asked.query) : asked.body);
    case 'events':
      return readTarget(asked);
    case 'eks':
      return readPath(asked);
  }
}

function unsigned(query: SignedRequest['query']): string {
  const pairs = query.filter(([name]) => !name.startsWith('X-Amz-'));
  return new URLSearchParams(Object.fromEntries(pairs)).toString();
}

function readTarget({ headers, body }: SignedRequest): Reading {
  const [prefix, action] = (headers['x-amz-target'] ?? '').split('.');
  if (prefix !== 'AWSEvents' || action === undefined) throw new WireError('UnknownOperationException', '');
  return { action, parameters: JSON.parse(body) as Parameters };
}

function readPath({ method, path }: SignedRequest): Reading {
  const cluster = /^\/clusters\/([^/]+)$/.exec(path);
  if (method !== 'GET' || cluster === null) throw new WireError('NotPlayed', `${method} ${path}`, 501);
  return { action: 'DescribeCluster', parameters: { name: decodeURIComponent(cluster[1] ?? '') } };
}
