/**
 * kube-scheduler: filters, scores, binds. It acts in an event of its own after the change that woke it, never inside a
 * watch, so that every watcher has seen a pod before it is bound.
 */
import { formatInstant } from '../../core/model/time.ts';
import type { Condition, Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import type { NodeAccount, NodeLedger } from './node-ledger.ts';
import { differenceOf, fits, type Resources, requestsOf } from './resources.ts';
import { bestOf } from './scheduler-score.ts';
import type { PodView, WorkloadPods } from './workload-pods.ts';

export interface SchedulerParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly pods: WorkloadPods;
  readonly nodes: NodeLedger;
  readonly random: Random;
}

const MANAGER = 'kube-scheduler';

export class Scheduler {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #pods: WorkloadPods;
  readonly #nodes: NodeLedger;
  readonly #random: Random;
  /** Requests that found no node since there was last new room; pods of one template share theirs. */
  readonly #fittedNowhere = new Set<Resources>();
  #passIsDue = false;

  constructor({ engine, api, pods, nodes, random }: SchedulerParts) {
    this.#engine = engine;
    this.#api = api;
    this.#pods = pods;
    this.#nodes = nodes;
    this.#random = random.fork('scheduler');
    api.watch('Pod', ({ type, object }) => {
      if (type === 'ADDED' && object.spec.nodeName === undefined) this.#wake();
    });
    nodes.onRoom(() => {
      this.#fittedNowhere.clear();
      if (pods.unscheduledCount() > 0) this.#wake();
    });
    if (pods.unscheduledCount() > 0) this.#wake();
  }

  #wake(): void {
    if (this.#passIsDue) return;
    this.#passIsDue = true;
    this.#engine.at(this.#engine.now, () => {
      this.#passIsDue = false;
      for (const pod of [...this.#pods.unscheduled()]) this.#schedule(pod);
    });
  }

  #schedule(pod: PodView): void {
    const request = requestsOf(pod.object.spec);
    const fitting = this.#fittedNowhere.has(request) ? [] : this.#findFitting(request);
    if (fitting.length === 0) {
      this.#fittedNowhere.add(request);
      this.#refuse(pod);
      return;
    }
    const contenders = fitting.map((account) => ({
      account,
      siblings: this.#nodes.podsOf(pod.workload, account.name),
    }));
    this.#bind(pod, this.#random.pick(bestOf(contenders, request)));
  }

  #findFitting(request: Resources): NodeAccount[] {
    const fitting: NodeAccount[] = [];
    for (const account of this.#nodes.all())
      if (account.open && fits(request, differenceOf(account.allocatable, account.requested)))
        fitting.push(account);
    return fitting;
  }

  #bind({ namespace, name }: PodView, { name: nodeName }: NodeAccount): void {
    this.#api.update('Pod', namespace, name, MANAGER, (pod) => ({
      ...pod,
      spec: { ...pod.spec, nodeName },
      status: { ...pod.status, conditions: this.#withScheduled(pod, { status: 'True' }) },
    }));
  }

  /** Says so once: a pod that goes on fitting nowhere is not written again. */
  #refuse({ namespace, name, object }: PodView): void {
    if (isUnschedulable(object)) return;
    this.#api.update('Pod', namespace, name, MANAGER, (pod) => ({
      ...pod,
      status: {
        ...pod.status,
        conditions: this.#withScheduled(pod, { status: 'False', reason: 'Unschedulable' }),
      },
    }));
  }

  #withScheduled(pod: Pod, change: Pick<Condition, 'status' | 'reason'>): readonly Condition[] {
    const condition = {
      type: 'PodScheduled',
      ...change,
      lastTransitionTime: formatInstant(this.#engine.now),
    };
    return [...pod.status.conditions.filter(({ type }) => type !== 'PodScheduled'), condition];
  }
}

/** The scheduler has tried the pod and found no node. */
export const isUnschedulable = (pod: Pod): boolean =>
  pod.status.conditions.some(({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable');
