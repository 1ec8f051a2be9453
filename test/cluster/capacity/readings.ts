/** What the cluster says of a target, its nodes and its surge. */
import type { V1Deployment, V1Node, V1Pod, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { ControlPlane } from '../support/control-plane.ts';
import { PATHS } from '../support/scene.ts';
import { waitFor } from '../support/wait.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** What a surge says of the nodes of a target, as kubectl shows it. */
export interface CapacityWords {
  readonly phase: string;
  readonly chunks: number;
  readonly nodes?: number;
  readonly message: string;
  readonly at: string;
  readonly conditions: readonly Condition[];
}

interface SurgeObject {
  readonly status?: { readonly capacity?: Readonly<Record<string, CapacityWords>> };
}

/** Of the one target that it has; undefined while it says nothing. */
export async function capacityOf({ api }: ControlPlane, surge: string): Promise<CapacityWords | undefined> {
  const { status } = await api.get<SurgeObject>(`${PATHS.surges}/${surge}`);
  return Object.values(status?.capacity ?? {})[0];
}

export const untilPhase = (plane: ControlPlane, surge: string, phase: string): Promise<CapacityWords> =>
  waitFor(
    `${surge} to say ${phase}`,
    async () => {
      const words = await capacityOf(plane, surge);
      if (words?.phase === phase) return words;
      throw new Error(JSON.stringify(words));
    },
    { seconds: 90 },
  );

export const floorOf = async ({ api }: ControlPlane, name: string): Promise<number | undefined> =>
  (await api.get<V2HorizontalPodAutoscaler>(`${PATHS.hpas}/${name}`)).spec.minReplicas;

export const readyOf = async ({ api }: ControlPlane, name: string): Promise<number> =>
  (await api.get<V1Deployment>(`${PATHS.deployments}/${name}`)).status?.readyReplicas ?? 0;

export const podsOf = ({ api }: ControlPlane, name: string): Promise<readonly V1Pod[]> =>
  api.list<V1Pod>(`${PATHS.pods}?labelSelector=app%3D${name}`);

export const nodesOf = ({ api }: ControlPlane, nodePool: string): Promise<readonly V1Node[]> =>
  api.list<V1Node>(`/api/v1/nodes?labelSelector=karpenter.sh%2Fnodepool%3D${nodePool}`);

/** In milliseconds since 1970, cut to the second by the API; NaN while the condition does not hold. */
export function sinceWhen(object: V1Node | V1Pod, condition: string): number {
  const found = object.status?.conditions?.find(
    ({ type, status }) => type === condition && status === 'True',
  );
  return new Date(found?.lastTransitionTime ?? Number.NaN).getTime();
}
