/**
 * The alternative: what a capable person would write in an afternoon on the client's own classes. An informer on Surges;
 * for each target that a new one names, a patch of the floor and one of /scale, fifty at once.
 */
import {
  AppsV1Api,
  AutoscalingV2Api,
  CustomObjectsApi,
  KubeConfig,
  type KubernetesObject,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
} from '@kubernetes/client-node';
import { inParallel } from './fleet.ts';

interface Surge extends KubernetesObject {
  readonly spec: { readonly targets: readonly { name: string }[]; readonly demand: { replicas: number } };
}

const config = new KubeConfig();
config.loadFromFile(process.argv[2] ?? '');
const apps = config.makeApiClient(AppsV1Api);
const autoscaling = config.makeApiClient(AutoscalingV2Api);
const custom = config.makeApiClient(CustomObjectsApi);
const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
const surges = { group: 'forescale.dev', version: 'v1alpha1', plural: 'surges' };

const informer = makeInformer<Surge>(config, '/apis/forescale.dev/v1alpha1/surges', () =>
  custom.listCustomObjectForAllNamespaces({ ...surges, resourcePlural: surges.plural }),
);
const known = new Set<string>();
informer.on('add', (surge) => void raise(surge));
informer.on('error', (error) => {
  console.error(error);
  informer.start().catch(console.error);
});
await informer.start();

async function raise({ metadata, spec }: Surge): Promise<void> {
  const { uid = '', namespace = '' } = metadata ?? {};
  if (known.has(uid)) return;
  known.add(uid);
  const { replicas } = spec.demand;
  await inParallel(spec.targets.length, (index) =>
    raiseOne(spec.targets[index]?.name ?? '', namespace, replicas),
  );
}

/** Somebody may write first, and a server may be busy: tried until it is done. */
async function raiseOne(name: string, namespace: string, replicas: number): Promise<void> {
  try {
    const hpa = await autoscaling.readNamespacedHorizontalPodAutoscaler({ name, namespace });
    const { resourceVersion = '' } = hpa.metadata ?? {};
    const floor = { metadata: { resourceVersion }, spec: { minReplicas: replicas } };
    if ((hpa.spec.minReplicas ?? 1) < replicas)
      await autoscaling.patchNamespacedHorizontalPodAutoscaler({ name, namespace, body: floor }, merge);
    await apps.patchNamespacedDeploymentScale({ name, namespace, body: { spec: { replicas } } }, merge);
  } catch {
    await raiseOne(name, namespace, replicas);
  }
}
