/**
 * CapacityBuffers: room for pods that are not there. Each counts as that many pending pods of its workload's shape.
 * `Provisioning` says that the buffer was taken into account, not that there is room.
 */
import { formatInstant } from '../../../core/model/time.ts';
import type { CapacityBuffer, Condition } from '../../api/objects.ts';
import type { ApiServer } from '../../api/server.ts';
import type { Engine } from '../../engine.ts';
import { requestsOf } from '../resources.ts';
import type { Demand } from './bins.ts';

export interface CapacityBuffersParts {
  readonly engine: Engine;
  readonly api: ApiServer;
}

type Verdict = Pick<Condition, 'type' | 'status' | 'reason' | 'message'>;

const MANAGER = 'cluster-autoscaler';

export class CapacityBuffers {
  readonly #engine: Engine;
  readonly #api: ApiServer;

  constructor({ engine, api }: CapacityBuffersParts) {
    this.#engine = engine;
    this.#api = api;
  }

  /** Takes all buffers into account, and says so in their status. */
  collect(): Demand[] {
    return [...this.#api.list('CapacityBuffer')].flatMap((buffer) => this.#translate(buffer));
  }

  #translate(buffer: CapacityBuffer): Demand[] {
    const { kind, name } = buffer.spec.scalableRef;
    const count = buffer.spec.replicas;
    const workload =
      kind === 'Deployment' ? this.#api.find('Deployment', buffer.metadata.namespace ?? '', name) : undefined;
    if (workload === undefined) {
      this.#report(buffer, 0, [
        { type: 'ReadyForProvisioning', status: 'False', reason: 'error', message: `no ${kind} "${name}"` },
        { type: 'Provisioning', status: 'False', reason: 'NotReadyForProvisioning' },
      ]);
      return [];
    }
    this.#report(buffer, count, [
      { type: 'ReadyForProvisioning', status: 'True', reason: 'AttributesSetSuccessfully' },
      count > 0
        ? { type: 'Provisioning', status: 'True', reason: 'FakePodsInjected' }
        : { type: 'Provisioning', status: 'False', reason: 'BufferIsEmpty' },
    ]);
    return count > 0 ? [{ request: requestsOf(workload.spec.template.spec), count, createdAt: [] }] : [];
  }

  /** A condition keeps its time of transition while its status stays. */
  #report({ metadata }: CapacityBuffer, replicas: number, verdicts: readonly Verdict[]): void {
    const now = formatInstant(this.#engine.now);
    const { namespace = '', name } = metadata;
    this.#api.update('CapacityBuffer', namespace, name, MANAGER, (current) => {
      const conditions = verdicts.map((verdict) => {
        const before = current.status?.conditions?.find(({ type }) => type === verdict.type);
        const since = before?.status === verdict.status ? before.lastTransitionTime : undefined;
        return { ...verdict, lastTransitionTime: since ?? now };
      });
      return { ...current, status: { replicas, conditions } };
    });
  }
}
