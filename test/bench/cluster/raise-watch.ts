/**
 * When every floor, and every Deployment, of a fleet is at its new count: heard from watches, which cost the API server next
 * to nothing, where lists of thousands twice a second would take a share of what is measured.
 */
import {
  KubeConfig,
  type KubernetesListObject,
  type KubernetesObject,
  type V1Deployment,
  type V2HorizontalPodAutoscaler,
  Watch,
} from '@kubernetes/client-node';
import type { ControlPlane } from '../../cluster/support/control-plane.ts';
import { waitFor } from '../../cluster/support/wait.ts';
import { DEPLOYMENTS, HPAS } from './fleet.ts';

export interface Raised {
  readonly floorsMillis: number;
  readonly deploymentsMillis: number;
}

export interface RaiseWatch {
  /** How long after `started` all of them were at `replicas`; within four minutes. */
  readonly until: (replicas: number, started: number) => Promise<Raised>;
  readonly stop: () => void;
}

export async function watchRaise(plane: ControlPlane): Promise<RaiseWatch> {
  const floors = await follow<V2HorizontalPodAutoscaler>(plane, HPAS, ({ spec }) => spec.minReplicas);
  const counts = await follow<V1Deployment>(plane, DEPLOYMENTS, ({ spec }) => spec?.replicas);
  const reach = async (what: string, { all }: Followed, replicas: number, started: number) => {
    const patience = { seconds: 240, everyMillis: 10 };
    await waitFor(`${what} at ${replicas}`, () => all.every((count) => count >= replicas), patience);
    return performance.now() - started;
  };
  return {
    until: async (replicas, started) => {
      const [floorsMillis, deploymentsMillis] = await Promise.all([
        reach('all floors', floors, replicas, started),
        reach('all Deployments', counts, replicas, started),
      ]);
      return { floorsMillis, deploymentsMillis };
    },
    stop: () => {
      floors.stop();
      counts.stop();
    },
  };
}

interface Followed {
  readonly all: { every(holds: (count: number) => boolean): boolean };
  readonly stop: () => void;
}

async function follow<T extends KubernetesObject>(
  { api, kubeconfig }: ControlPlane,
  path: string,
  countOf: (object: T) => number | undefined,
): Promise<Followed> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const counts = new Map<string, number>();
  const note = (object: T) => counts.set(object.metadata?.name ?? '', countOf(object) ?? 1);
  const { items, metadata } = await api.get<KubernetesListObject<T>>(path);
  for (const item of items) note(item);
  const query = { resourceVersion: metadata?.resourceVersion };
  const watch = await new Watch(config).watch(
    path,
    query,
    (_, object: T) => note(object),
    () => {},
  );
  return { all: { every: (holds) => [...counts.values()].every(holds) }, stop: () => watch.abort() };
}
