/** An embedded cluster behind the Kubernetes API: the handler of its requests. */
import type { Clock } from '../../ports/clock.ts';
import type { HttpHandler } from '../../ports/http-exchange.ts';
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
const MANAGER = 'kube-apiserver';

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
  for (const name of namespacesOf(cluster))
    api.create(
      'Namespace',
      {
        apiVersion: 'v1',
        metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
      { manager: MANAGER },
    );
  const drawSuffix = (): string => Array.from({ length: 5 }, () => names.pick(LETTERS)).join('');
  const kubeApi = new KubeApi({ ...cluster, history, clock, token, drawSuffix });
  return { handler: (request) => kubeApi.handle(request), history };
}

/** Those that every cluster has, and those of the workloads that are there. */
function namespacesOf({ api }: ServedClusterParts['cluster']): ReadonlySet<string> {
  const own = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
  return new Set([
    ...own,
    ...[...api.list('Deployment')].map(({ metadata }) => metadata.namespace ?? 'default'),
  ]);
}
