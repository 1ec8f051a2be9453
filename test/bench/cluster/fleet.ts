/** A fleet on a real control plane: Deployments of one pod, each under an HPA of its own, and what its watcher sees. */
import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { ControlPlane } from '../../cluster/support/control-plane.ts';
import type { KubeApi } from '../../cluster/support/kube-api.ts';
import { waitFor } from '../../cluster/support/wait.ts';
import { aDeployment, anHpa } from '../../cluster/support/workloads.ts';

export const NAMESPACE = 'fleet';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const HPAS = `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`;
const AT_ONCE = 50;

export const nameOf = (index: number): string => `app-${String(index).padStart(4, '0')}`;

export async function deployFleet({ api, kubectl }: ControlPlane, size: number): Promise<void> {
  await kubectl.run('create', 'namespace', NAMESPACE);
  await inParallel(size, async (index) => {
    const spec = { namespace: NAMESPACE, cpu: '10m' };
    await api.create(DEPLOYMENTS, aDeployment(nameOf(index), { ...spec, replicas: 1 }));
    await api.create(HPAS, anHpa(nameOf(index), { ...spec, min: 1, max: 50 }));
  });
}

/** Of indices 0 to `count` - 1. */
export async function inParallel(count: number, run: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await run(index);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
}

export interface Raised {
  readonly floorsMillis: number;
  readonly deploymentsMillis: number;
}

/** How long after `started` every floor, and every Deployment, was first seen at `replicas`. Looks twice a second. */
export async function watchRaise(api: KubeApi, started: number, replicas: number): Promise<Raised> {
  const patience = { seconds: 240, everyMillis: 500 };
  const since = () => performance.now() - started;
  const all = async <T>(path: string, count: (object: T) => number | undefined) => {
    const objects = await api.list<T>(`${path}?resourceVersion=0`);
    return objects.every((object) => (count(object) ?? 1) >= replicas) && since();
  };
  const [floorsMillis, deploymentsMillis] = await Promise.all([
    waitFor(
      `all floors at ${replicas}`,
      () => all<V2HorizontalPodAutoscaler>(HPAS, ({ spec }) => spec.minReplicas),
      patience,
    ),
    waitFor(
      `all Deployments at ${replicas}`,
      () => all<V1Deployment>(DEPLOYMENTS, ({ spec }) => spec?.replicas),
      patience,
    ),
  ]);
  return { floorsMillis, deploymentsMillis };
}

/** Stands in for the controllers that make pods and count them: every Deployment has so many that are ready. */
export const makeReady = (api: KubeApi, size: number, replicas: number): Promise<void> =>
  inParallel(size, async (index) => {
    const status = { replicas, readyReplicas: replicas, availableReplicas: replicas };
    await api.patch(`${DEPLOYMENTS}/${nameOf(index)}/status`, { status });
  });
