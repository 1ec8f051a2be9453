/** What a shift, or the reconcile of one event, works at: keys, how each is looked at, and what came of it. */
import type { Instant } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { LivePorts } from '../ports/cluster.ts';
import { dispositionOf } from '../ports/faults.ts';
import { Backoff } from './backoff.ts';
import { fenceLive } from './fence.ts';
import type { Reconcile } from './run.ts';
import type { LookDeps } from './shift-looks.ts';
import { workUntil } from './shift-loop.ts';
import { Workqueue } from './workqueue.ts';

export interface DeskDeps extends LookDeps {
  readonly chance: Chance;
  /** Looks taken at once, of different keys. */
  readonly concurrency: number;
}

export interface Desk {
  readonly queue: Workqueue;
  /** They refuse to write from `until` on, whoever still holds them then. */
  readonly ports: LivePorts;
  /** By key: with what the last look at it failed. */
  readonly failures: ReadonlyMap<string, string>;
  /** Resolves when nothing is due before `until`; to the keys that were still being looked at then. */
  work(reconcile: Reconcile): Promise<readonly string[]>;
}

export function openDesk(deps: DeskDeps, until: Instant, signal: AbortSignal): Desk {
  const { clock, log, concurrency } = deps;
  const queue = new Workqueue();
  const backoff = new Backoff(deps.chance);
  const failures = new Map<string, string>();
  // By the clock, too: a process that was frozen may be woken by an answer before any timer.
  const lost = {
    get aborted(): boolean {
      return signal.aborted || clock.now() >= until;
    },
  };
  const noted =
    (reconcile: Reconcile): Reconcile =>
    async (key) => {
      try {
        const look = await reconcile(key, signal);
        failures.delete(key);
        return look;
      } catch (error) {
        if (dispositionOf(error) !== 'notFound') failures.set(key, String(error));
        throw error;
      }
    };
  const options = { queue, clock, log, signal, concurrency, backoff, measures: undefined };
  return {
    queue,
    ports: fenceLive(deps.ports, lost),
    failures,
    work: (reconcile) => workUntil(until, { ...options, reconcile: noted(reconcile) }),
  };
}
