/** A real control plane on which Forescale may work, and a namespace of targets whose owners' word is known. */
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from './control-plane.ts';
import { type Forescale, type ForescaleOptions, installForescale, startForescale } from './forescale.ts';

export const NAMESPACE = 'shop';

/** Walks and looks of seconds: what takes minutes in the field is the same, only longer. */
const HASTE = {
  'prescale.leadSeconds': 0,
  'prescale.dwellSeconds': 0,
  'prescale.pollSeconds': 1,
  'prescale.lowering.share': 0.5,
  'prescale.lowering.everySeconds': 1,
  'prescale.lowering.patienceSeconds': 3,
  'prescale.maxClockSkewSeconds': 1,
};

export interface Scene {
  readonly plane: ControlPlane;
  readonly start: (options?: ForescaleOptions) => Promise<Forescale>;
}

/** No controller runs yet, and there are no nodes and no provisioner. */
export async function openScene(options: ControlPlaneOptions = {}): Promise<Scene> {
  const plane = await startControlPlane(options);
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

/** Paths of the collections of the scene's namespace. */
export const PATHS = {
  hpas: collectionOf('autoscaling/v2', 'horizontalpodautoscalers'),
  pods: `/api/v1/namespaces/${NAMESPACE}/pods`,
  deployments: collectionOf('apps/v1', 'deployments'),
  statefulSets: collectionOf('apps/v1', 'statefulsets'),
  scaledObjects: collectionOf('keda.sh/v1alpha1', 'scaledobjects'),
  surges: collectionOf('forescale.dev/v1alpha1', 'surges'),
  buffers: collectionOf('autoscaling.x-k8s.io/v1beta1', 'capacitybuffers'),
} as const;
