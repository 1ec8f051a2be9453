/** A fleet on a real control plane: Deployments of one pod, each under an HPA of its own. */
import type { ControlPlane } from '../../cluster/support/control-plane.ts';
import type { KubeApi } from '../../cluster/support/kube-api.ts';
import { aDeployment, anHpa } from '../../cluster/support/workloads.ts';

export const NAMESPACE = 'fleet';
export const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
export const HPAS = `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`;
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

/** The least that a raise takes: the two patches of each target, from who knows everything already. */
export const patchAll = (api: KubeApi, size: number, replicas: number): Promise<void> =>
  inParallel(size, async (index) => {
    await api.patch(`${HPAS}/${nameOf(index)}`, { spec: { minReplicas: replicas } });
    await api.patch(`${DEPLOYMENTS}/${nameOf(index)}/scale`, { spec: { replicas } });
  });

/** Stands in for the controllers that make pods and count them: every Deployment has so many that are ready. */
export const makeReady = (api: KubeApi, size: number, replicas: number): Promise<void> =>
  inParallel(size, async (index) => {
    const status = { replicas, readyReplicas: replicas, availableReplicas: replicas };
    await api.patch(`${DEPLOYMENTS}/${nameOf(index)}/status`, { status });
  });
