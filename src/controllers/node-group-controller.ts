/** Node groups in a controller that stays: looked at when a surge has changed, when something falls due, and from time to time. */
import { earlier, type Instant, minutes, plus, seconds } from '../core/model/time.ts';
import type { Chance } from '../ports/chance.ts';
import type { SurgeChanges } from '../ports/changes.ts';
import type { LoopMeter } from '../ports/metrics.ts';
import { type Pulse, runLoop } from './loop.ts';
import type { NodeGroupDeps } from './node-group-deps.ts';
import { reconcileNodeGroups } from './node-groups.ts';
import { Workqueue } from './workqueue.ts';

export interface NodeGroupControllerDeps extends NodeGroupDeps {
  readonly changes: SurgeChanges;
  readonly chance: Chance;
  readonly meter?: LoopMeter | undefined;
  readonly pulse?: Pulse | undefined;
}

/** Targets share groups: they are looked at in one go. */
const ALL_GROUPS = 'all node groups';
const RESYNC = minutes(10);
/** What many targets say within a while is one look: each asks AWS. */
const GATHER = seconds(5);

/** Runs until `signal` aborts. */
export async function runNodeGroupController(
  deps: NodeGroupControllerDeps,
  signal: AbortSignal,
): Promise<void> {
  const { clock, chance, log, meter, pulse } = deps;
  const queue = new Workqueue();
  deps.changes.watch(() => queue.addAt(ALL_GROUPS, plus(clock.now(), GATHER)), signal);
  queue.add(ALL_GROUPS);
  await runLoop({ queue, clock, chance, log, signal, concurrency: 1, meter, pulse, reconcile });

  async function reconcile(): Promise<{ nextLook: Instant }> {
    const { nextLook } = await reconcileNodeGroups(deps);
    const resync = plus(clock.now(), RESYNC);
    return { nextLook: nextLook === undefined ? resync : earlier(nextLook, resync) };
  }
}
