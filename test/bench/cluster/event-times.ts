/** How long it takes from the moment the API server has stored a Surge until the floor that it asks for stands. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { KubeApi } from '../../cluster/support/kube-api.ts';
import { waitFor } from '../../cluster/support/wait.ts';
import { NAMESPACE, nameOf } from './fleet.ts';

const GROUP = `/apis/forescale.dev/v1alpha1/namespaces/${NAMESPACE}/surges`;
const HPAS = `/apis/autoscaling/v2/namespaces/${NAMESPACE}/horizontalpodautoscalers`;
/** An event now and then, as pushes come: not a storm. */
const BETWEEN_MILLIS = 50;

/** Milliseconds of each event, and their 99th percentile. One target each, one event at a time. */
export async function timeEvents(
  api: KubeApi,
  count: number,
  replicas: number,
): Promise<readonly [readonly number[], Readonly<Record<string, number>>]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    times.push(await timeEvent(api, nameOf(index), replicas));
    await sleep(BETWEEN_MILLIS);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return [times, { p99: sorted[Math.ceil(0.99 * count) - 1] ?? Number.NaN }];
}

async function timeEvent(api: KubeApi, name: string, replicas: number): Promise<number> {
  await api.create(GROUP, {
    apiVersion: 'forescale.dev/v1alpha1',
    kind: 'Surge',
    metadata: { name: `${name}-at-${replicas}`, namespace: NAMESPACE },
    spec: {
      start: new Date(Date.now() - 1_000).toISOString(),
      durationSeconds: 7_200,
      targets: [{ kind: 'HorizontalPodAutoscaler', name }],
      demand: { replicas },
      leadSeconds: 0,
    },
  });
  const accepted = performance.now();
  const stands = async () =>
    ((await api.get<V2HorizontalPodAutoscaler>(`${HPAS}/${name}`)).spec.minReplicas ?? 1) >= replicas;
  await waitFor(`the floor of ${name}`, stands, { seconds: 30, everyMillis: 1 });
  return performance.now() - accepted;
}
