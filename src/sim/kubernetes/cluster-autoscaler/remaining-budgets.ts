/** What the PodDisruptionBudgets still allow within one simulation of removing nodes. */
import type { PodDisruptionBudget } from '../../api/objects.ts';
import type { DisruptionBudgets } from '../disruption-budgets.ts';
import type { PodView } from '../workload-pods.ts';

export class RemainingBudgets {
  readonly #budgets: DisruptionBudgets;
  readonly #left = new Map<string, number>();

  constructor(budgets: DisruptionBudgets) {
    this.#budgets = budgets;
  }

  /** Every budget of the pods has something left: they may go one after the other. */
  allow(pods: readonly PodView[]): boolean {
    return pods.every(({ workload }) =>
      this.#budgets.of(workload).every((budget) => this.#leftOf(budget) >= 1),
    );
  }

  spend(pods: readonly PodView[]): void {
    for (const { workload } of pods)
      for (const budget of this.#budgets.of(workload))
        this.#left.set(budget.metadata.uid, this.#leftOf(budget) - 1);
  }

  #leftOf(budget: PodDisruptionBudget): number {
    const { uid } = budget.metadata;
    const left = this.#left.get(uid) ?? this.#budgets.statusOf(budget).disruptionsAllowed;
    this.#left.set(uid, left);
    return left;
  }
}
