/** An embedded cluster behind the Kubernetes API: the handler of its requests. */
import type { Clock } from '../../ports/clock.ts';
import type { HttpHandler } from '../../ports/http-exchange.ts';
import { surgeDefinition, surgeScheduleDefinition } from '../../resources/crd/definitions.ts';
import type { Draft } from '../api/server.ts';
import type { Cluster } from '../cluster.ts';
import type { Random } from '../random.ts';
import { History } from './history.ts';
import { KubeApi } from './kube-api.ts';

export interface ServedClusterParts {
  readonly cluster: Pick<Cluster, 'engine' | 'api' | 'evictions'>;
  readonly random: Random;
  /** Of the clients: watches end by it. */
  readonly clock: Clock;
  readonly token: string;
  /** How many changes a watch may look back. */
  readonly window?: number;
}

export interface ServedCluster {
  readonly handler: HttpHandler;
  readonly history: History;
}

const USUAL_WINDOW = 10_000;
const LETTERS = [...'bcdfghjklmnpqrstvwxz2456789'];
const BY_SERVER = { manager: 'kube-apiserver' };
const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

export function serveCluster({
  cluster,
  random,
  clock,
  token,
  window = USUAL_WINDOW,
}: ServedClusterParts): ServedCluster {
  const { api } = cluster;
  const names = random.fork('generated-names');
  const history = new History(api, window);
  furnish(cluster);
  const drawSuffix = (): string => Array.from({ length: 5 }, () => names.pick(LETTERS)).join('');
  const kubeApi = new KubeApi({ ...cluster, history, clock, token, drawSuffix });
  return { handler: (request) => kubeApi.handle(request), history };
}

/** What is there in every cluster: namespaces, and the definitions of the custom resources that are served. */
function furnish({ api }: ServedClusterParts['cluster']): void {
  const workloads = [...api.list('Deployment')].map(({ metadata }) => metadata.namespace ?? 'default');
  for (const name of new Set([...NAMESPACES, ...workloads]))
    api.create('Namespace', namespaceOf(name), BY_SERVER);
  for (const definition of [surgeDefinition(), surgeScheduleDefinition()]) {
    const status = { conditions: [{ type: 'Established', status: 'True', reason: 'InitialNamesAccepted' }] };
    api.create(
      'CustomResourceDefinition',
      { ...definition, status } as unknown as Draft<'CustomResourceDefinition'>,
      BY_SERVER,
    );
  }
}

const namespaceOf = (name: string): Draft<'Namespace'> => ({
  apiVersion: 'v1',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  spec: { finalizers: ['kubernetes'] },
  status: { phase: 'Active' },
});
