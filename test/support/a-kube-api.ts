/** The Kubernetes API of a small embedded cluster without a socket: requests go straight to the handler. */
import { expect } from 'vitest';
import { type Millis, plus } from '../../src/core/model/time.ts';
import type { HttpRequest } from '../../src/ports/http-exchange.ts';
import { buildCluster } from '../../src/sim/cluster.ts';
import { Engine } from '../../src/sim/engine.ts';
import { serveCluster } from '../../src/sim/http/served-cluster.ts';
import { newsAppScenario } from '../../src/sim/news-app.ts';
import { seededRandom } from '../../src/sim/random.ts';
import { steppedClock } from './stepped-clock.ts';

const TOKEN = 'secret-of-the-test';

export interface Answered {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Ask {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A watch that is open: what came so far, and whether the server ended it. */
export interface OpenWatch {
  readonly frames: { readonly type: string; readonly object: Answered['body'] }[];
  ended: boolean;
  readonly stop: () => void;
}

export async function aKubeApi({ window = 10_000 } = {}) {
  const scenario = newsAppScenario({ seed: 7, times: 20, metric: 'cpu' });
  const engine = new Engine(scenario.start);
  const random = seededRandom(scenario.seed);
  const cluster = buildCluster(scenario.cluster, engine, random);
  await engine.runUntil(scenario.start);
  const served = serveCluster({ cluster, random, clock: steppedClock(engine), token: TOKEN, window });

  const answer = (method: string, path: string, ask: Ask = {}) =>
    served.handler(requestOf(method, path, ask));
  const call = (method: string, path: string, ask: Ask = {}): Answered => {
    const given = answer(method, path, ask);
    if (given.kind === 'stream') throw new Error(`expected a document for ${method} ${path}, got a stream`);
    const { code, body, headers = {} } = given;
    return { code, body: JSON.parse(JSON.stringify(body)) as Answered['body'], headers };
  };
  const watch = (path: string, query: Readonly<Record<string, string>> = {}, accept = ''): OpenWatch => {
    const given = answer('GET', path, { query: { watch: 'true', ...query }, accept });
    if (given.kind !== 'stream') throw new Error(`expected a stream, got ${JSON.stringify(given.body)}`);
    const open: OpenWatch = { frames: [], ended: false, stop: () => stop() };
    const stop = given.open({
      send: (frame) => open.frames.push(frame as OpenWatch['frames'][number]),
      end: () => {
        open.ended = true;
      },
    });
    return open;
  };
  const advance = (length: Millis): Promise<void> => engine.runUntil(plus(engine.now, length));
  return { ...cluster, ...served, call, watch, advance };
}

export type KubeApiUnderTest = Awaited<ReturnType<typeof aKubeApi>>;

function requestOf(
  method: string,
  path: string,
  { query, body, contentType, accept, headers }: Ask,
): HttpRequest {
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'user-agent': 'tester/1.0',
      accept: accept ?? '',
      'content-type': contentType ?? (body === undefined ? '' : 'application/json'),
      ...headers,
    },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export const MERGE = 'application/merge-patch+json';
export const APPLY = 'application/apply-patch+yaml';
export const STRATEGIC = 'application/strategic-merge-patch+json';
export const JSON_PATCH = 'application/json-patch+json';

export const DEPLOYMENTS = '/apis/apps/v1/namespaces/news/deployments';
export const HPAS = '/apis/autoscaling/v2/namespaces/news/horizontalpodautoscalers';
export const CONFIG_MAPS = '/api/v1/namespaces/news/configmaps';
export const PODS = '/api/v1/namespaces/news/pods';

export const configMap = (name: string, data: Readonly<Record<string, string>> = {}, labels = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, labels },
  data,
});

/** Matches a refusal in the form of the API server. */
export const refused = (code: number, reason: string, message: string) => ({
  code,
  body: expect.objectContaining({
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message: expect.stringContaining(message) as string,
  }) as object,
});
