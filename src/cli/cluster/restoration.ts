/**
 * Hands targets back as if every surge were called off: the same passes as the controller's, until nothing of ours is
 * on them. Ends when all of them are done or given up, or when `signal` aborts.
 */
import { runLoop } from '../../controllers/loop.ts';
import { carryOut, type PrescaleDeps, reconcilePrescale } from '../../controllers/prescale.ts';
import { Workqueue } from '../../controllers/workqueue.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Surge } from '../../core/model/surge.ts';
import { keyOf, parseKey, type TargetRef } from '../../core/model/target.ts';
import { type Instant, plus, seconds } from '../../core/model/time.ts';
import type { PrescaleConfig } from '../../core/prescale/config.ts';
import { decideRestore } from '../../core/prescale/restore.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ClusterPorts } from '../../ports/cluster.ts';
import { dispositionOf, Forbidden } from '../../ports/faults.ts';
import type { Log } from '../../ports/log.ts';

export interface RestorationDeps {
  readonly cluster: Pick<ClusterPorts, 'targets' | 'surges'>;
  readonly clock: Clock;
  readonly config: PrescaleConfig;
  readonly log: Log;
  /** In one step, whatever the live load. */
  readonly atOnce: boolean;
  /** Called when one is done or given up. */
  readonly onEnd: (ref: TargetRef, outcome: RestoreOutcome) => void;
}

export type RestoreOutcome =
  | { readonly kind: 'restored' }
  /** The target is not there any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly reason: string };

const CONCURRENCY = 16;
/** One process alone: there is nobody to spread out from. */
const NO_JITTER = (): number => 1;
/** After a write that names no time for the next look. */
const SOON = seconds(1);

/** By target key; one that is missing was still on its way when `signal` aborted. */
export async function restoreTargets(
  refs: readonly TargetRef[],
  deps: RestorationDeps,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RestoreOutcome>> {
  const outcomes = new Map<string, RestoreOutcome>();
  if (refs.length === 0) return outcomes;
  const finished = new AbortController();
  const queue = new Workqueue();
  for (const ref of refs) queue.add(keyOf(ref));
  await runLoop({
    ...deps,
    queue,
    chance: NO_JITTER,
    signal: AbortSignal.any([signal, finished.signal]),
    concurrency: CONCURRENCY,
    reconcile,
  });
  return outcomes;

  async function reconcile(key: string): Promise<{ nextLook: Instant | undefined }> {
    const ref = parseKey(key);
    if (ref === undefined) return { nextLook: undefined };
    const step = await stepBack(ref, deps);
    if (step.kind === 'going') return { nextLook: step.nextLook };
    outcomes.set(key, step);
    deps.onEnd(ref, step);
    if (outcomes.size === refs.length) finished.abort();
    return { nextLook: undefined };
  }
}

type Step = RestoreOutcome | { readonly kind: 'going'; readonly nextLook: Instant };

/** Faults that may pass are thrown, for the loop to try again. */
async function stepBack(
  ref: TargetRef,
  { cluster, clock, config, log, atOnce }: RestorationDeps,
): Promise<Step> {
  const { targets } = cluster;
  try {
    const deps = { clock, targets, surges: calledOff(cluster.surges), config, log };
    const plan = await (atOnce ? leapBack(ref, deps) : reconcilePrescale(ref, deps));
    const after = await targets.read(ref);
    if (after === undefined) return { kind: 'gone' };
    if (after.record.kind === 'none') return { kind: 'restored' };
    if (after.paused) return { kind: 'failed', reason: 'paused by the annotation forescale.dev/paused' };
    if (plan.nextLook === undefined && plan.actions.length === 0)
      return {
        kind: 'failed',
        reason: plan.reasons.map(({ detail }) => detail).join('; ') || 'it stands as it is',
      };
    return { kind: 'going', nextLook: plan.nextLook ?? plus(clock.now(), SOON) };
  } catch (error) {
    // A right that is missing is not granted while somebody waits at a prompt.
    if (dispositionOf(error) !== 'terminal' && !(error instanceof Forbidden)) throw error;
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function leapBack(ref: TargetRef, deps: PrescaleDeps): Promise<Plan> {
  const target = await deps.targets.read(ref);
  const surges = await deps.surges.listFor(ref);
  const actions = target === undefined ? [] : decideRestore({ target, surges }).actions;
  const plan: Plan = { target: ref, floor: 0, actions, reasons: [], nextLook: undefined };
  await carryOut(plan, deps);
  return plan;
}

/** The store as it would be if nobody wanted anything any more. */
function calledOff(surges: ClusterPorts['surges']): ClusterPorts['surges'] {
  const cancel = (all: readonly Surge[]) => all.map((surge) => ({ ...surge, cancelled: true }));
  return {
    list: async () => cancel(await surges.list()),
    listFor: async (ref) => cancel(await surges.listFor(ref)),
    patchStatus: (...said) => surges.patchStatus(...said),
  };
}
