/** What stands in the namespace, as kubectl says it: the owners' word before, and the same again when all is over. */
import type { ControlPlane } from '../support/control-plane.ts';
import { NAMESPACE } from '../support/scene.ts';

interface Owned {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & {
    readonly scaleTargetRef?: { readonly kind?: string; readonly name: string };
  };
}

/** Spec and annotations as JSON text, by `Kind/name`. */
export type Stock = Readonly<Record<string, string>>;

/** @param resources as kubectl names them */
export async function takeStock(
  { kubectl }: ControlPlane,
  resources = 'horizontalpodautoscalers,deployments,statefulsets',
): Promise<Stock> {
  const { items } = await kubectl.json<{ items: readonly Owned[] }>(
    'get',
    resources,
    `--namespace=${NAMESPACE}`,
  );
  const autoscaled = new Set(
    items.flatMap(({ spec: { scaleTargetRef: ref } }) =>
      ref === undefined ? [] : `${ref.kind ?? 'Deployment'}/${ref.name}`,
    ),
  );
  const entries = items.map((item) => [nameOf(item), wordOf(item, autoscaled.has(nameOf(item)))] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const nameOf = ({ kind, metadata }: Owned): string => `${kind}/${metadata.name}`;

/** Where an HPA sets the replicas they are nobody's word, and the revision is the Deployment controller's. */
function wordOf({ metadata, spec }: Owned, isAutoscaled: boolean): string {
  const { replicas, ...rest } = spec;
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => !key.startsWith('deployment.kubernetes.io/'),
  );
  return JSON.stringify({ spec: isAutoscaled ? rest : { replicas, ...rest }, annotations });
}
