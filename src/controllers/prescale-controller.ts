/**
 * Pre-scaling of all targets: what changed is looked at again, and everything from time to time, because a watch may
 * lose an event. Targets that still carry a record or have a buffer are looked at though no surge names them any more.
 */
import { keyOf, parseKey, type TargetRef } from '../core/model/target.ts';
import { type Instant, minutes, plus } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { TargetChanges } from '../ports/changes.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import { listBuffered } from './buffered-targets.ts';
import { type Pulse, runLoop } from './loop.ts';
import { reconcileTarget, type TargetPassDeps } from './target-pass.ts';
import { Workqueue } from './workqueue.ts';

export interface PrescaleControllerDeps extends TargetPassDeps {
  readonly changes: TargetChanges;
  readonly chance: Chance;
  /** Targets worked on at once. */
  readonly concurrency: number;
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

/** Stands in the queue like a target, so that listing is retried with the same back-off. */
const ALL_TARGETS = 'all targets';
const RESYNC = minutes(10);

/** Runs until `signal` aborts. */
export async function runPrescaleController(
  deps: PrescaleControllerDeps,
  signal: AbortSignal,
): Promise<void> {
  const queue = new Workqueue();
  const enqueue = (ref: TargetRef) => queue.add(keyOf(ref));
  deps.changes.watch(enqueue, signal);
  queue.add(ALL_TARGETS);
  const { clock, chance, log, concurrency, meter, pulse } = deps;
  await runLoop({ queue, clock, chance, log, signal, concurrency, meter, pulse, reconcile });

  async function reconcile(key: string): Promise<{ nextLook: Instant | undefined }> {
    if (key === ALL_TARGETS) return { nextLook: await enqueueAll(enqueue, deps) };
    const ref = parseKey(key);
    if (ref === undefined) return { nextLook: undefined };
    return reconcileTarget(ref, deps);
  }
}

async function enqueueAll(enqueue: (ref: TargetRef) => void, deps: PrescaleControllerDeps): Promise<Instant> {
  const { surges, targets, capacity } = deps;
  const named = (await surges.list()).flatMap((surge) => surge.targets.map(({ ref }) => ref));
  for (const ref of [...named, ...(await targets.listRecorded())]) enqueue(ref);
  for (const ref of await listBuffered(capacity?.buffers)) enqueue(ref);
  return plus(deps.clock.now(), RESYNC);
}
