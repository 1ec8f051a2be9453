/**
 * PodDisruptionBudgets: what each allows, computed from the live pods whenever it is asked, and its status kept for
 * readers. A budget takes in whole workloads, by the labels of their pod templates.
 */
import type { Deployment, PodDisruptionBudget } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { WorkloadPods } from './workload-pods.ts';

export interface DisruptionBudgetsParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
}

type Status = NonNullable<PodDisruptionBudget['status']>;

const MANAGER = 'disruption-controller';

export class DisruptionBudgets {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #pods: WorkloadPods;
  /** Filled as asked, forgotten when a budget or a workload comes, goes or changes its labels. */
  readonly #budgetsOf = new Map<string, readonly string[]>();
  readonly #workloadsOf = new Map<string, readonly Deployment[]>();
  /** Budgets whose status is to be written at this instant. */
  readonly #changed = new Set<string>();

  constructor({ engine, api, pods }: DisruptionBudgetsParts) {
    this.#engine = engine;
    this.#api = api;
    this.#pods = pods;
    pods.onReadiness((workload) => this.#mark(workload));
    api.watch('Deployment', ({ type, object, previous }) => {
      if (type === 'MODIFIED' && previous?.spec === object.spec) return;
      if (type !== 'MODIFIED' || previous?.spec.template !== object.spec.template) this.#forget();
      this.#mark(keyOf(object));
    });
    api.watch('PodDisruptionBudget', ({ type, object, previous }) => {
      if (type === 'MODIFIED' && previous?.spec === object.spec) return;
      this.#forget();
      this.#markBudget(keyOf(object));
    });
  }

  /** The budgets that take in the pods of a workload. */
  of(workload: string): PodDisruptionBudget[] {
    if (this.#api.count('PodDisruptionBudget') === 0) return [];
    let keys = this.#budgetsOf.get(workload);
    if (keys === undefined) {
      const deployment = find(this.#api, 'Deployment', workload);
      keys = [...this.#api.list('PodDisruptionBudget')]
        .filter((budget) => deployment !== undefined && takesIn(budget, deployment))
        .map(keyOf);
      this.#budgetsOf.set(workload, keys);
    }
    return keys.flatMap((key) => find(this.#api, 'PodDisruptionBudget', key) ?? []);
  }

  /** Where the budget stands now. */
  statusOf(budget: PodDisruptionBudget): Status {
    const counts = this.#membersOf(budget).map((deployment) => ({
      asked: find(this.#api, 'Deployment', keyOf(deployment))?.spec.replicas ?? 0,
      there: this.#pods.countOf(keyOf(deployment)),
      healthy: this.#pods.readyCountOf(keyOf(deployment)),
    }));
    const total = (pick: (count: (typeof counts)[number]) => number): number =>
      counts.reduce((sum, count) => sum + pick(count), 0);
    const { expectedPods, desiredHealthy } = boundsOf(
      budget,
      total(({ asked }) => asked),
      total(({ there }) => there),
    );
    const currentHealthy = total(({ healthy }) => healthy);
    const disruptionsAllowed = expectedPods === 0 ? 0 : Math.max(0, currentHealthy - desiredHealthy);
    return { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods };
  }

  /** Those that have changed at this instant and are not written yet. */
  writeStatuses(): void {
    const keys = [...this.#changed];
    this.#changed.clear();
    for (const key of keys) {
      const budget = find(this.#api, 'PodDisruptionBudget', key);
      if (budget === undefined) continue;
      const status = this.statusOf(budget);
      const { namespace = '', name } = budget.metadata;
      this.#api.update('PodDisruptionBudget', namespace, name, MANAGER, (current) => ({
        ...current,
        status,
      }));
    }
  }

  #membersOf(budget: PodDisruptionBudget): readonly Deployment[] {
    const key = keyOf(budget);
    const known = this.#workloadsOf.get(key);
    if (known !== undefined) return known;
    const members = [...this.#api.list('Deployment')].filter((deployment) => takesIn(budget, deployment));
    this.#workloadsOf.set(key, members);
    return members;
  }

  #forget(): void {
    this.#budgetsOf.clear();
    this.#workloadsOf.clear();
  }

  #mark(workload: string): void {
    for (const budget of this.of(workload)) this.#markBudget(keyOf(budget));
  }

  /** Statuses are written once for all changes of an instant, after the watchers of the change. */
  #markBudget(key: string): void {
    if (this.#changed.size === 0) this.#engine.at(this.#engine.now, () => this.writeStatuses());
    this.#changed.add(key);
  }
}

interface Bounds {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
}

/** `asked`: replicas the workloads want; `there`: pods there are. A budget without a bound allows nothing. */
function boundsOf({ metadata, spec }: PodDisruptionBudget, asked: number, there: number): Bounds {
  if (spec.maxUnavailable !== undefined) {
    const field = `PodDisruptionBudget "${metadata.name}" spec.maxUnavailable`;
    const unavailable = countOf(spec.maxUnavailable, asked, field);
    return { expectedPods: asked, desiredHealthy: Math.max(0, asked - unavailable) };
  }
  const minimum = spec.minAvailable;
  if (minimum === undefined) return { expectedPods: there, desiredHealthy: there };
  const expectedPods = typeof minimum === 'number' ? there : asked;
  const field = `PodDisruptionBudget "${metadata.name}" spec.minAvailable`;
  return { expectedPods, desiredHealthy: countOf(minimum, asked, field) };
}

/** A count or a percentage, which is rounded up. */
function countOf(bound: number | string, whole: number, field: string): number {
  if (typeof bound === 'number') return bound;
  const percent = /^(\d+)%$/.exec(bound)?.[1];
  if (percent === undefined)
    throw new RangeError(`Expected ${field} to be a count or a percentage such as "50%", got "${bound}"`);
  return Math.ceil((Number(percent) * whole) / 100);
}

function takesIn(budget: PodDisruptionBudget, deployment: Deployment): boolean {
  const labels = deployment.spec.template.metadata?.labels ?? {};
  return (
    budget.metadata.namespace === deployment.metadata.namespace &&
    Object.entries(budget.spec.selector.matchLabels).every(([key, value]) => labels[key] === value)
  );
}

const keyOf = ({ metadata }: PodDisruptionBudget | Deployment): string =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

function find<K extends 'Deployment' | 'PodDisruptionBudget'>(api: ApiServer, kind: K, key: string) {
  const slash = key.indexOf('/');
  return api.find(kind, key.slice(0, slash), key.slice(slash + 1));
}
