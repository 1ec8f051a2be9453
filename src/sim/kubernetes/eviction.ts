/** The eviction subresource of pods: a deletion that PodDisruptionBudgets may refuse. */
import { ApiError } from '../api/errors.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { DisruptionBudgets } from './disruption-budgets.ts';
import { deletePod } from './pod-deletion.ts';
import type { PodView, WorkloadPods } from './workload-pods.ts';

export interface EvictionsParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly budgets: DisruptionBudgets;
}

export class Evictions {
  readonly #parts: EvictionsParts;

  constructor(parts: EvictionsParts) {
    this.#parts = parts;
  }

  /** Begins a graceful deletion, or throws an ApiError: 404 gone, 409 another pod by that name, 429 no budget. */
  evict(namespace: string, name: string, uid?: string): void {
    const pod = this.#parts.pods.find(namespace, name);
    if (pod === undefined) throw new ApiError(404, 'NotFound', `Pod "${name}" not found`);
    const actual = pod.object.metadata.uid;
    if (uid !== undefined && uid !== actual)
      throw new ApiError(
        409,
        'Conflict',
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${actual}`,
      );
    if (!isDisposable(pod)) this.#checkBudget(pod);
    deletePod(this.#parts, pod.object, 'eviction');
    // The budget is spent before the answer: who reads its status next must not see it whole.
    this.#parts.budgets.writeStatuses();
  }

  /** A healthy pod that is let go counts as unhealthy from this instant, so the next eviction sees a smaller budget. */
  #checkBudget(pod: PodView): void {
    const [budget, ...others] = this.#parts.budgets.of(pod.workload);
    if (budget === undefined) return;
    if (others.length > 0)
      throw new ApiError(
        500,
        'InternalError',
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      );
    const status = this.#parts.budgets.statusOf(budget);
    const hasSpareHealth = status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
    if (status.disruptionsAllowed > 0 || (!pod.ready && hasSpareHealth)) return;
    const message = `The disruption budget ${budget.metadata.name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`;
    throw new ApiError(
      429,
      'TooManyRequests',
      "Cannot evict pod as it would violate the pod's disruption budget.",
      { causes: [{ reason: 'DisruptionBudget', message }] },
    );
  }
}

/** Not running or already on its way out: no budget counts it. */
const isDisposable = ({ phase, terminating }: PodView): boolean => terminating || phase !== 'Running';
