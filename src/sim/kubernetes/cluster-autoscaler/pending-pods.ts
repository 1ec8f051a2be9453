/** The pods that the scheduler found no node for, as demands of equal shape. */
import { type Instant, plus, seconds } from '../../../core/model/time.ts';
import { type Resources, requestsOf } from '../resources.ts';
import { isUnschedulable } from '../scheduler.ts';
import type { WorkloadPods } from '../workload-pods.ts';
import type { Demand } from './bins.ts';

/** More pods are probably coming with those that are younger. */
const NEW_FOR = seconds(2);

export function pendingDemands(pods: WorkloadPods): Demand[] {
  const byShape = new Map<Resources, Instant[]>();
  for (const { object, createdAt } of pods.unscheduled()) {
    if (!isUnschedulable(object)) continue;
    const request = requestsOf(object.spec);
    const created = byShape.get(request) ?? [];
    created.push(createdAt);
    byShape.set(request, created);
  }
  return [...byShape].map(([request, createdAt]) => ({ request, count: createdAt.length, createdAt }));
}

/** All of them were created just now: the scan waits for the rest. Pods of a buffer are never new. */
export const areAllNew = (demands: readonly Demand[], now: Instant): boolean =>
  demands.every(({ createdAt: [oldest] }) => oldest !== undefined && plus(oldest, NEW_FOR) > now);
