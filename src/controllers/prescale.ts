/**
 * Pre-scaling of one target: observe, decide, apply, report. The plan is executed as it is, in its order; the first
 * fault ends the pass, and the next pass decides anew from what then stands.
 */
import type { Action, Plan } from '../core/model/plan.ts';
import type { Surge } from '../core/model/surge.ts';
import { keyOf, type TargetRef, type TargetSnapshot } from '../core/model/target.ts';
import type { Instant } from '../core/model/time.ts';
import type { PrescaleConfig } from '../core/prescale/config.ts';
import { decide } from '../core/prescale/decide.ts';
import { decideMissing } from '../core/prescale/missing.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventRecorder } from '../ports/events.ts';
import { Conflict, dispositionOf, NotFound } from '../ports/faults.ts';
import type { Log } from '../ports/log.ts';
import type { SurgeReader, SurgeStatusWriter } from '../ports/surges.ts';
import type { TargetReader, TargetWriter } from '../ports/targets.ts';
import { announce } from './announcement.ts';

export interface PrescaleDeps {
  readonly clock: Clock;
  readonly targets: TargetReader & TargetWriter;
  readonly surges: SurgeReader & SurgeStatusWriter;
  readonly config: PrescaleConfig;
  readonly log: Log;
  /** None = nobody hears of it but the log. */
  readonly events?: EventRecorder | undefined;
}

interface PlanDeps {
  readonly targets: TargetReader;
  readonly surges: SurgeReader;
  readonly config: PrescaleConfig;
}

/** A target as a pass saw it, and what that decided. */
export interface Pass {
  readonly ref: TargetRef;
  /** Undefined when there is none. */
  readonly target: TargetSnapshot | undefined;
  readonly surges: readonly Surge[];
  readonly plan: Plan;
  readonly readAt: Instant;
}

/** One pass over one target; returns the plan it carried out. */
export async function reconcilePrescale(ref: TargetRef, deps: PrescaleDeps): Promise<Plan> {
  const { plan } = await lookAt(ref, deps, deps.clock.now());
  await carryOut(plan, deps);
  return plan;
}

/** The plan without its execution: what a dry run shows is what a pass would do. */
export const planPrescale = async (ref: TargetRef, deps: PlanDeps, now: Instant): Promise<Plan> =>
  (await lookAt(ref, deps, now)).plan;

export async function lookAt(
  ref: TargetRef,
  { targets, surges: store, config }: PlanDeps,
  readAt: Instant,
): Promise<Pass> {
  // In this order: whoever hands a target back has told its surges before, so surges that are read after it know.
  const target = await targets.read(ref);
  const surges = await store.listFor(ref);
  const plan =
    target === undefined
      ? decideMissing(ref, surges, config, readAt)
      : decide({ target, surges }, config, readAt);
  return { ref, target, surges, plan, readAt };
}

export async function carryOut(plan: Plan, deps: PrescaleDeps): Promise<void> {
  for (const [index, action] of plan.actions.entries())
    try {
      await applyNow(action, deps);
    } catch (error) {
      // What is refused for good is no reason to be silent.
      if (dispositionOf(error) === 'terminal') await tellSurges(plan.actions.slice(index + 1), deps);
      throw error;
    }
  report(plan, deps.log);
  if (deps.events !== undefined) announce(plan, deps.events);
}

async function tellSurges(actions: readonly Action[], deps: PrescaleDeps): Promise<void> {
  for (const action of actions) if (action.kind === 'PatchSurgeStatus') await applyNow(action, deps);
}

/** What an action writes to was read a moment ago: if it is gone the plan is out of date, not the work done. */
async function applyNow(action: Action, deps: PrescaleDeps): Promise<void> {
  try {
    await apply(action, deps);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    const what = action.kind === 'PatchSurgeStatus' ? `surge ${action.surge}` : keyOf(action.target);
    throw new Conflict(`${action.kind}: ${what} went away during the pass`, { cause: error });
  }
}

async function apply(action: Action, { targets, surges }: PrescaleDeps): Promise<void> {
  switch (action.kind) {
    case 'PatchSurgeStatus':
      return surges.patchStatus(action.surge, action.target, action.status, action.surgeUid);
    case 'PatchTarget':
      return targets.patch(action.target, action);
    case 'ScaleTarget':
      return targets.scale(action.target, action);
  }
}

function report(plan: Plan, log: Log): void {
  if (plan.actions.length === 0) return;
  for (const { code, detail } of plan.reasons)
    log.info(detail, { target: keyOf(plan.target), reason: code, floor: plan.floor });
}
