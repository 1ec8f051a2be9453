/** Kubernetes objects in the embedded API server: pods ask for 500m, seven of them fit on a node. */
import type {
  CapacityBuffer,
  Deployment,
  Node,
  Pod,
  PodDisruptionBudget,
} from '../../src/sim/api/objects.ts';
import type { ApiServer } from '../../src/sim/api/server.ts';

const BY_TEST = { manager: 'test' };
export const NEWS_APP = 'default/news-app';

export function aDeployment(
  api: ApiServer,
  replicas: number,
  { name = 'news-app', cpu = '500m', memory = '1Gi', graceSeconds = 30 } = {},
): Deployment {
  const labels = { app: name };
  const resources = { requests: { cpu, memory }, limits: { cpu } };
  const spec = { terminationGracePeriodSeconds: graceSeconds, containers: [{ name: 'app', resources }] };
  return api.create(
    'Deployment',
    {
      apiVersion: 'apps/v1',
      metadata: { name, namespace: 'default' },
      spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    BY_TEST,
  );
}

export function scale(api: ApiServer, replicas: number, name = 'news-app'): void {
  api.scale('Deployment', 'default', name, replicas, BY_TEST);
}

/** A pod of the Deployment: Pending, or Ready on a node. */
export function aPod(api: ApiServer, owner: Deployment, name: string, nodeName?: string): Pod {
  const { namespace = '', name: ownerName, uid } = owner.metadata;
  const reference = { apiVersion: 'apps/v1', kind: 'Deployment', name: ownerName, uid, controller: true };
  const { spec, metadata } = owner.spec.template;
  return api.create(
    'Pod',
    {
      apiVersion: 'v1',
      metadata: { name, namespace, labels: metadata?.labels ?? {}, ownerReferences: [reference] },
      spec: nodeName === undefined ? spec : { ...spec, nodeName },
      status:
        nodeName === undefined
          ? { phase: 'Pending', conditions: [] }
          : { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    },
    BY_TEST,
  );
}

export function setReady(api: ApiServer, name: string, ready: boolean): void {
  api.update('Pod', 'default', name, 'test', (pod) => ({
    ...pod,
    status: { ...pod.status, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  }));
}

interface NodeOptions {
  readonly cpu?: string;
  readonly memory?: string;
  readonly ready?: boolean;
  readonly spec?: Node['spec'];
}

export function aNode(api: ApiServer, name: string, options: NodeOptions = {}): Node {
  const { cpu = '3920m', memory = '15Gi', ready = true, spec = {} } = options;
  const conditions = [{ type: 'Ready', status: ready ? ('True' as const) : ('False' as const) }];
  return api.create(
    'Node',
    { apiVersion: 'v1', metadata: { name }, spec, status: { allocatable: { cpu, memory }, conditions } },
    BY_TEST,
  );
}

type Bound = Pick<PodDisruptionBudget['spec'], 'minAvailable' | 'maxUnavailable'>;

export function aBudget(
  api: ApiServer,
  bound: Bound,
  name = 'budget',
  app = 'news-app',
): PodDisruptionBudget {
  const selector = { matchLabels: { app } };
  return api.create(
    'PodDisruptionBudget',
    { apiVersion: 'policy/v1', metadata: { name, namespace: 'default' }, spec: { selector, ...bound } },
    BY_TEST,
  );
}

export function aBuffer(api: ApiServer, replicas: number, name = 'news-app'): CapacityBuffer {
  const scalableRef = { apiGroup: 'apps', kind: 'Deployment', name };
  return api.create(
    'CapacityBuffer',
    {
      apiVersion: 'autoscaling.x-k8s.io/v1beta1',
      metadata: { name: 'buffer', namespace: 'default' },
      spec: { scalableRef, replicas },
    },
    BY_TEST,
  );
}
