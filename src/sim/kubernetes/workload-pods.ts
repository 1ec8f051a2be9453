/**
 * The pods of each Deployment and each node, kept from a watch as an informer would, so that no controller scans all
 * pods. A pod belongs to the Deployment that its controller reference names.
 */
import { type Instant, parseInstant } from '../../core/model/time.ts';
import type { Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';

export interface PodView {
  readonly name: string;
  readonly namespace: string;
  /** `namespace/name` of the Deployment. */
  readonly workload: string;
  readonly nodeName: string | undefined;
  readonly phase: Pod['status']['phase'];
  readonly ready: boolean;
  /** Last change of the Ready condition. */
  readonly readyChangedAt: Instant | undefined;
  /** When the kubelet accepted the pod; undefined before it is bound. */
  readonly startedAt: Instant | undefined;
  readonly createdAt: Instant;
  readonly terminating: boolean;
  readonly object: Pod;
}

type PodMap = Map<string, PodView>;
type Listener = (workload: string) => void;

export class WorkloadPods {
  readonly #byName: PodMap = new Map();
  readonly #byWorkload = new Map<string, PodMap>();
  readonly #byNode = new Map<string, PodMap>();
  readonly #pending: PodMap = new Map();
  readonly #ready = new Map<string, number>();
  readonly #listeners: Listener[] = [];

  constructor(api: ApiServer) {
    api.watch('Pod', ({ type, object }) => {
      const key = `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
      const before = this.#byName.get(key);
      const view = type === 'DELETED' ? undefined : viewOf(object);
      if (before !== undefined) this.#drop(key, before, view);
      if (view !== undefined) this.#add(key, view);
      if (before?.ready !== view?.ready || before?.terminating !== view?.terminating)
        this.#readinessChanged(view ?? before);
    });
  }

  find(namespace: string, name: string): PodView | undefined {
    return this.#byName.get(`${namespace}/${name}`);
  }

  /** In order of creation. */
  ofWorkload(workload: string): Iterable<PodView> {
    return this.#byWorkload.get(workload)?.values() ?? [];
  }

  countOf(workload: string): number {
    return this.#byWorkload.get(workload)?.size ?? 0;
  }

  /** Ready and not terminating: the pods that take requests. */
  readyCountOf(workload: string): number {
    return this.#ready.get(workload) ?? 0;
  }

  onNode(nodeName: string): Iterable<PodView> {
    return this.#byNode.get(nodeName)?.values() ?? [];
  }

  /** Pods that no node has been found for, in order of creation. */
  unscheduled(): Iterable<PodView> {
    return this.#pending.values();
  }

  unscheduledCount(): number {
    return this.#pending.size;
  }

  /** Calls back with the workload's key before anybody acts on it, whenever its count of ready pods may change. */
  onReadiness(listener: Listener): void {
    this.#listeners.push(listener);
  }

  #add(key: string, view: PodView): void {
    this.#byName.set(key, view);
    into(this.#byWorkload, view.workload).set(key, view);
    if (view.nodeName === undefined) this.#pending.set(key, view);
    else into(this.#byNode, view.nodeName).set(key, view);
    if (view.ready && !view.terminating) this.#count(view.workload, 1);
  }

  /** Leaves the maps that `next` stays in alone: they keep the order of creation. */
  #drop(key: string, view: PodView, next: PodView | undefined): void {
    if (next === undefined) this.#byName.delete(key);
    if (next === undefined) this.#byWorkload.get(view.workload)?.delete(key);
    if (view.nodeName !== next?.nodeName || next === undefined) this.#leaveNode(key, view);
    if (view.ready && !view.terminating) this.#count(view.workload, -1);
  }

  #leaveNode(key: string, view: PodView): void {
    if (view.nodeName === undefined) this.#pending.delete(key);
    else this.#byNode.get(view.nodeName)?.delete(key);
  }

  #count(workload: string, by: number): void {
    this.#ready.set(workload, this.readyCountOf(workload) + by);
  }

  #readinessChanged(view: PodView | undefined): void {
    if (view === undefined) return;
    for (const listener of this.#listeners) listener(view.workload);
  }
}

function into(maps: Map<string, PodMap>, key: string): PodMap {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

function viewOf(pod: Pod): PodView {
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  const namespace = pod.metadata.namespace ?? '';
  return {
    name: pod.metadata.name,
    namespace,
    workload: `${namespace}/${owner?.name ?? ''}`,
    nodeName: pod.spec.nodeName,
    phase: pod.status.phase,
    ready: ready?.status === 'True',
    readyChangedAt: instantOf(ready?.lastTransitionTime),
    startedAt: instantOf(pod.status.startTime),
    createdAt: instantOf(pod.metadata.creationTimestamp) as Instant,
    terminating: pod.metadata.deletionTimestamp !== undefined,
    object: pod,
  };
}

const instantOf = (text: string | undefined): Instant | undefined =>
  text === undefined ? undefined : parseInstant(text);
