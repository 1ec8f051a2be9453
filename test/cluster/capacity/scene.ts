/** A control plane on which Forescale asks for nodes, and the workloads that it asks for: seven pods fill a machine. */
import type { V1Deployment } from '@kubernetes/client-node';
import { NAMESPACE, openScene, type Scene } from '../support/scene.ts';
import { exactly } from '../support/stages.ts';
import { aSurge } from '../support/surges.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';

export const BOOT_MILLIS = 10_000;
/** 3,920m of it are for pods. */
export const MACHINE = { name: 'small', cpuMillis: 4_020, pods: 110 };
export const PODS_PER_MACHINE = 7;

const HASTE = { 'capacity.pollSeconds': 1, 'capacity.ignoredAfterSeconds': 10 };

export async function openBootingScene(): Promise<Scene> {
  const scene = await openScene({ pace: { nodeBoot: exactly(BOOT_MILLIS) } });
  return {
    ...scene,
    start: ({ settings, ...rest } = {}) => scene.start({ ...rest, settings: { ...HASTE, ...settings } }),
  };
}

/** Name of the buffer of the HPA of that name. */
export const bufferOf = (name: string) => `forescale-horizontalpodautoscaler-${name}`;

/** A Deployment and its HPA that fill one machine; on nodes of that NodePool alone where one is named. */
export function aWorkload(name: string, nodePool?: string): readonly object[] {
  const deployment = aDeployment(name, { replicas: PODS_PER_MACHINE, namespace: NAMESPACE, cpu: '550m' });
  const hpa = anHpa(name, { min: PODS_PER_MACHINE, max: 60, namespace: NAMESPACE });
  return [nodePool === undefined ? deployment : onNodesOf(nodePool, deployment), hpa];
}

function onNodesOf(nodePool: string, deployment: V1Deployment): object {
  const { template, ...rest } = deployment.spec ?? { selector: {}, template: {} };
  const nodeSelector = { 'karpenter.sh/nodepool': nodePool };
  return {
    ...deployment,
    spec: { ...rest, template: { ...template, spec: { ...template.spec, nodeSelector } } },
  };
}

export interface RaiseWords {
  readonly replicas: number;
  readonly startsInSeconds: number;
  /** None: pods go first. */
  readonly nodeLeadSeconds?: number;
}

/** Of the HPA of that name; lasts until it is cancelled. */
export const aRaise = (name: string, target: string, words: RaiseWords): object =>
  aSurge(name, { targets: [target], lastsSeconds: 1_800, ...words });
