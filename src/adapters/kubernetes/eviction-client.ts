/** Evictions through `pods/eviction`, with the pod's uid as precondition. */
import { type Millis, toSeconds } from '../../core/model/time.ts';
import type { EvictionOutcome, Evictor, PodIdentity } from '../../ports/evictions.ts';
import { Conflict, NotFound, Throttled } from '../../ports/faults.ts';
import { PODS, pathOf } from './resource-type.ts';
import type { Transport } from './transport.ts';

/** A server with too much to do answers 429 as well, and says nothing of budgets. */
const BUDGET = /disruption budget/i;

export class EvictionClient implements Evictor {
  readonly #transport: Pick<Transport, 'send'>;

  constructor(transport: Pick<Transport, 'send'>) {
    this.#transport = transport;
  }

  async evict({ namespace, name, uid }: PodIdentity, grace?: Millis): Promise<EvictionOutcome> {
    const gracePeriodSeconds = grace === undefined ? undefined : Math.floor(toSeconds(grace));
    const body = {
      apiVersion: 'policy/v1',
      kind: 'Eviction',
      metadata: { namespace, name },
      deleteOptions: { gracePeriodSeconds, preconditions: { uid } },
    };
    try {
      const path = pathOf(PODS, { namespace, name, subresource: 'eviction' });
      await this.#transport.send({ method: 'POST', path, body });
      return { kind: 'evicted' };
    } catch (error) {
      // The only precondition is the uid.
      if (error instanceof NotFound || error instanceof Conflict) return { kind: 'gone' };
      if (!(error instanceof Throttled && BUDGET.test(error.message))) throw error;
      return { kind: 'blocked', message: error.message, retryAfter: error.retryAfter };
    }
  }
}
