/** What the behaviours ask for, and how they word the answers. */
import type { V2HorizontalPodAutoscalerSpec } from '@kubernetes/client-node';
import { itemsAt, numberAt, textAt, valueAt } from '../../../src/sim/http/field-values.ts';
import { templateOf } from './workload-objects.ts';
import type { Answer, Call, World } from './world.ts';

type Collection = 'configmaps' | 'pods' | 'deployments' | 'hpas' | 'budgets' | 'buffers';

const COLLECTIONS: Readonly<Record<Collection, readonly [group: string, plural: string]>> = {
  configmaps: ['/api/v1', 'configmaps'],
  pods: ['/api/v1', 'pods'],
  deployments: ['/apis/apps/v1', 'deployments'],
  hpas: ['/apis/autoscaling/v2', 'horizontalpodautoscalers'],
  budgets: ['/apis/policy/v1', 'poddisruptionbudgets'],
  buffers: ['/apis/autoscaling.x-k8s.io/v1beta1', 'capacitybuffers'],
};

/** `/apis/apps/v1/namespaces/NS/deployments/app/scale` */
export function pathOf({ namespace }: World, collection: Collection, ...rest: readonly string[]): string {
  const [group, plural] = COLLECTIONS[collection];
  return [`${group}/namespaces/${namespace}/${plural}`, ...rest].join('/');
}

export const get = (world: World, path: string): Promise<Answer> => world.ask({ method: 'GET', path });
export const post = (world: World, path: string, body: object): Promise<Answer> =>
  world.ask({ method: 'POST', path, body });
export const patch = (world: World, path: string, body: object, more: Partial<Call> = {}): Promise<Answer> =>
  world.ask({ method: 'PATCH', path, body, ...more });

/** `409 Conflict`; `201` */
export const outcome = ({ code, body }: Answer): string =>
  code < 300 ? String(code) : `${code} ${textAt(body, 'reason')}`;

/** `422 Invalid: spec.minReplicas, spec.maxReplicas` */
export function outcomeWithFields(answer: Answer): string {
  const fields = itemsAt(answer.body, 'details.causes').map((cause) => textAt(cause, 'field'));
  return fields.length === 0
    ? outcome(answer)
    : `${outcome(answer)}: ${[...new Set(fields)].toSorted().join(', ')}`;
}

/** Keys in order, so that two of the same content read the same. */
export const worded = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** By CPU, of a Deployment that need not be there. */
export const hpaBody = (name: string, spec: Partial<V2HorizontalPodAutoscalerSpec>): object => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name },
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 10, ...spec },
});

export const deploymentBody = (name: string, replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: templateOf(name) },
});

export const raiseFloor = (world: World, name: string, minReplicas: number): Promise<Answer> =>
  patch(world, pathOf(world, 'hpas', name), { spec: { minReplicas } });

export const scaleTo = (world: World, name: string, replicas: number): Promise<Answer> =>
  patch(world, pathOf(world, 'deployments', name, 'scale'), { spec: { replicas } });

export async function replicasOf(world: World, name: string): Promise<number> {
  const { body } = await get(world, pathOf(world, 'deployments', name));
  return numberAt(body, 'spec.replicas');
}

/** `False FailedGetPodsMetric` */
export async function conditionOf(world: World, name: string, type: string): Promise<string> {
  const { body } = await get(world, pathOf(world, 'hpas', name));
  const condition = itemsAt(body, 'status.conditions').find((one) => valueAt(one, 'type') === type);
  return `${textAt(condition, 'status')} ${textAt(condition, 'reason')}`;
}
