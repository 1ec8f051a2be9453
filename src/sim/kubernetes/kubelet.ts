/** The kubelets of all nodes: a bound pod becomes Ready after a drawn delay, a deleted one is gone after another. */
import { asMillis, formatInstant, type Millis } from '../../core/model/time.ts';
import type { Condition, Pod } from '../api/objects.ts';
import type { ApiServer } from '../api/server.ts';
import type { DelayRange, WorkloadSpec } from '../cluster-spec.ts';
import type { Engine } from '../engine.ts';
import type { Random } from '../random.ts';
import { workloadOf } from './node-ledger.ts';
import { graceOf } from './pod-deletion.ts';

/** `workload` is `namespace/name`; a pod of an unknown workload starts and stops at once. */
export type FindWorkload = (workload: string) => Pick<WorkloadSpec, 'podStart' | 'podStop'> | undefined;

export interface KubeletParts {
  readonly engine: Engine;
  readonly api: ApiServer;
  readonly random: Random;
  readonly findWorkload: FindWorkload;
}

const MANAGER = 'kubelet';
const AT_ONCE: DelayRange = { min: asMillis(0), max: asMillis(0) };

export class Kubelet {
  readonly #engine: Engine;
  readonly #api: ApiServer;
  readonly #starts: Random;
  readonly #stops: Random;
  readonly #findWorkload: FindWorkload;

  constructor({ engine, api, random, findWorkload }: KubeletParts) {
    this.#engine = engine;
    this.#api = api;
    this.#starts = random.fork('pod-start');
    this.#stops = random.fork('pod-stop');
    this.#findWorkload = findWorkload;
    api.watch('Pod', ({ type, object, previous }) => {
      if (type === 'DELETED' || object.spec.nodeName === undefined) return;
      if (previous?.spec.nodeName === undefined) engine.at(engine.now, () => this.#accept(object));
      const isDeleted = object.metadata.deletionTimestamp !== undefined;
      if (isDeleted && previous?.metadata.deletionTimestamp === undefined) this.#stop(object);
    });
  }

  #accept(pod: Pod): void {
    const { podStart = AT_ONCE } = this.#findWorkload(workloadOf(pod)) ?? {};
    const startTime = formatInstant(this.#engine.now);
    this.#write(pod, { startTime }, { status: 'False', reason: 'ContainersNotReady' });
    this.#engine.after(draw(this.#starts, podStart), () =>
      this.#write(pod, { phase: 'Running' }, { status: 'True' }),
    );
  }

  #stop(pod: Pod): void {
    const { podStop = AT_ONCE } = this.#findWorkload(workloadOf(pod)) ?? {};
    const delay = asMillis(Math.min(draw(this.#stops, podStop), graceOf(pod)));
    this.#engine.after(delay, () => {
      const { namespace = '', name } = pod.metadata;
      if (this.#isThere(pod)) this.#api.delete('Pod', namespace, name);
    });
  }

  #write(pod: Pod, status: Partial<Pod['status']>, ready: Pick<Condition, 'status' | 'reason'>): void {
    const { namespace = '', name } = pod.metadata;
    if (!this.#isThere(pod)) return;
    const condition = { type: 'Ready', ...ready, lastTransitionTime: formatInstant(this.#engine.now) };
    this.#api.update('Pod', namespace, name, MANAGER, (current) => {
      if (current.metadata.deletionTimestamp !== undefined) return current;
      const others = current.status.conditions.filter(({ type }) => type !== 'Ready');
      return { ...current, status: { ...current.status, ...status, conditions: [...others, condition] } };
    });
  }

  #isThere({ metadata: { namespace = '', name, uid } }: Pod): boolean {
    return this.#api.find('Pod', namespace, name)?.metadata.uid === uid;
  }
}

const draw = (random: Random, { min, max }: DelayRange): Millis => asMillis(random.between(min, max));
