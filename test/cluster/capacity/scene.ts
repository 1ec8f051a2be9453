/** A control plane on which Forescale asks for nodes, and the workloads that it asks for: seven pods fill a machine. */
import type { V1Deployment } from '@kubernetes/client-node';
import { type ControlPlane, startControlPlane } from '../support/control-plane.ts';
import {
  type Forescale,
  type ForescaleOptions,
  installForescale,
  startForescale,
} from '../support/forescale.ts';
import { exactly } from '../support/stages.ts';
import { aDeployment, anHpa } from '../support/workloads.ts';

const NAMESPACE = 'shop';
export const BOOT_MILLIS = 10_000;
/** 3,920m of it are for pods. */
export const MACHINE = { name: 'small', cpuMillis: 4_020, pods: 110 };
export const PODS_PER_MACHINE = 7;

/** Walks and looks of seconds: what takes minutes in the field is the same, only longer. */
const HASTE = {
  'prescale.dwellSeconds': 0,
  'prescale.pollSeconds': 1,
  'prescale.lowering.share': 0.5,
  'prescale.lowering.everySeconds': 1,
  'prescale.lowering.patienceSeconds': 3,
  'prescale.maxClockSkewSeconds': 1,
  'capacity.pollSeconds': 1,
  'capacity.ignoredAfterSeconds': 10,
};

export interface Scene {
  readonly plane: ControlPlane;
  readonly start: (options?: ForescaleOptions) => Promise<Forescale>;
}

/** No controller runs yet, and there are no nodes and no provisioner. */
export async function openScene(): Promise<Scene> {
  const plane = await startControlPlane({ pace: { nodeBoot: exactly(BOOT_MILLIS) } });
  await installForescale(plane);
  await plane.kubectl.run('create', 'namespace', NAMESPACE);
  return {
    plane,
    start: ({ settings, ...rest } = {}) =>
      startForescale(plane, { ...rest, settings: { ...HASTE, ...settings } }),
  };
}

const collectionOf = (group: string, resource: string) =>
  `/apis/${group}/namespaces/${NAMESPACE}/${resource}`;

export const PATHS = {
  hpas: collectionOf('autoscaling/v2', 'horizontalpodautoscalers'),
  deployments: collectionOf('apps/v1', 'deployments'),
  pods: `/api/v1/namespaces/${NAMESPACE}/pods`,
  surges: collectionOf('forescale.dev/v1alpha1', 'surges'),
  buffers: collectionOf('autoscaling.x-k8s.io/v1beta1', 'capacitybuffers'),
} as const;

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

export interface SurgeWords {
  readonly replicas: number;
  readonly startsInSeconds: number;
  /** None: pods go first. */
  readonly nodeLeadSeconds?: number;
}

/** Of the HPA of that name, which is raised as the surge starts; lasts until it is cancelled. */
export function aSurge(name: string, target: string, words: SurgeWords): object {
  const { replicas, startsInSeconds, nodeLeadSeconds } = words;
  return {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'Surge',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      start: new Date(Date.now() + startsInSeconds * 1_000).toISOString(),
      durationSeconds: 1_800,
      leadSeconds: 0,
      targets: [{ kind: 'HorizontalPodAutoscaler', name: target }],
      demand: { replicas },
      ...(nodeLeadSeconds === undefined ? {} : { nodes: { leadSeconds: nodeLeadSeconds } }),
    },
  };
}

/** Ends now, as a person ends it. */
export async function cancelSurges({ kubectl }: ControlPlane, ...names: readonly string[]): Promise<void> {
  const patch = JSON.stringify({ spec: { cancelled: true } });
  for (const name of names)
    await kubectl.run('patch', 'surge', name, `--namespace=${NAMESPACE}`, '--type=merge', '--patch', patch);
}
