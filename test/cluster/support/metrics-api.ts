/** Resource and custom metrics for the real HPA through the aggregated API, their values a function of the test. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { V1APIService } from '@kubernetes/client-node';
import type { ControlPlane } from './control-plane.ts';
import type { KubeApi } from './kube-api.ts';
import {
  CUSTOM_METRICS,
  discoverCustomMetrics,
  discoverResourceMetrics,
  listMetricValues,
  listPodMetrics,
  RESOURCE_METRICS,
  readQuestion,
} from './metrics-answers.ts';
import { measurePods, type PodMetrics, type PodReadings } from './pod-readings.ts';
import { waitFor } from './wait.ts';

export interface MetricsApi {
  readonly stop: () => Promise<void>;
}

const API_SERVICES = '/apis/apiregistration.k8s.io/v1/apiservices';
const SERVICE = { namespace: 'kube-system', name: 'metrics' };
const WINDOW_SECONDS = 15;

/** Serves until stopped; returns when the API server finds it available. One per control plane. */
export async function serveMetrics(plane: ControlPlane, metrics: PodMetrics): Promise<MetricsApi> {
  const readings = measurePods(plane.api, metrics);
  const server = await listen(plane, async (url) => {
    const answer = await answerTo(url, metrics, readings);
    return answer === undefined ? undefined : JSON.stringify(answer);
  });
  await registerService(plane.api);
  await Promise.all(
    [RESOURCE_METRICS, CUSTOM_METRICS].map((groupVersion) =>
      register(plane.api, groupVersion, portOf(server)),
    ),
  );
  return {
    stop: async () => {
      readings.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answerTo(
  url: string,
  metrics: PodMetrics,
  readings: PodReadings,
): Promise<object | undefined> {
  const question = readQuestion(url);
  if (question === undefined) return undefined;
  if (question.kind === 'discovery')
    return question.groupVersion === RESOURCE_METRICS
      ? discoverResourceMetrics()
      : discoverCustomMetrics(Object.keys(metrics.custom ?? {}));
  const { metric, namespace, selector } = question;
  const window = metrics.scrapeSeconds ?? WINDOW_SECONDS;
  const found = await readings.read(metric, namespace, selector);
  return metric === undefined ? listPodMetrics(found, window) : listMetricValues(metric, found, window);
}

function listen(
  { serving }: ControlPlane,
  answer: (url: string) => Promise<string | undefined>,
): Promise<Server> {
  const pair = { cert: readFileSync(serving.certificate), key: readFileSync(serving.key) };
  const server = createServer(pair, (request, response) => {
    answer(request.url ?? '').then(
      (body) => {
        response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
        response.end(body ?? '{}');
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a server that listens');
  return address.port;
}

/** An external name is resolved as it stands; endpoints on loopback the API server would refuse. */
async function registerService(api: KubeApi): Promise<void> {
  const spec = { type: 'ExternalName', externalName: 'localhost' };
  const path = `/api/v1/namespaces/${SERVICE.namespace}/services/${SERVICE.name}?fieldManager=tests&force=true`;
  await api.patch(
    path,
    { apiVersion: 'v1', kind: 'Service', metadata: { name: SERVICE.name }, spec },
    'apply',
  );
}

async function register(api: KubeApi, groupVersion: string, port: number): Promise<void> {
  const [group, version] = groupVersion.split('/');
  const name = `${version}.${group}`;
  const spec = {
    group,
    version,
    service: { ...SERVICE, port },
    insecureSkipTLSVerify: true,
    groupPriorityMinimum: 100,
    versionPriority: 100,
  };
  const object = { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name }, spec };
  await api.patch(`${API_SERVICES}/${name}?fieldManager=tests&force=true`, object, 'apply');
  await waitFor(`${groupVersion} to be served`, async () => {
    const { status } = await api.get<V1APIService>(`${API_SERVICES}/${name}`);
    const available = status?.conditions?.find(({ type }) => type === 'Available');
    if (available?.status === 'True') return true;
    throw new Error(available?.message ?? 'no condition yet');
  });
}
