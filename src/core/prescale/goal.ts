/** The floor that baseline and surges together ask for at an instant, before any ceiling or step. */
import type { Reason } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { asInstant, asMillis, type Instant } from '../model/time.ts';
import type { Ownership } from './baseline.ts';
import type { PrescaleConfig } from './config.ts';
import { type DemandContext, demandOn, isCrowd, replicasNeeded } from './demand.ts';
import { stepsBetween } from './lowering.ts';

export interface Goal {
  readonly floor: number;
  /** What the surges alone ask for; 0 when they ask for nothing. */
  readonly needed: number;
  readonly baselineMin: number;
  readonly reasons: readonly Reason[];
}

export function composeGoal(
  target: TargetSnapshot,
  surges: readonly Surge[],
  ownership: Ownership,
  config: PrescaleConfig,
  now: Instant,
): Goal {
  const baselineMin = minOf(target, ownership.baseline.min);
  const context: DemandContext = { target: target.ref, baselineMin, profile: target.profile, config };
  // On a grid, so that reconcilers that look at different moments agree; a falling curve is read early, never late.
  const tick = asInstant(Math.floor(now / config.curveStep) * config.curveStep);
  const needed = replicasNeeded(surges, context, tick, now, asMillis(0));
  const floor = Math.max(baselineMin, needed);
  const bridge = seamFloor(target, surges, ownership, context, now);
  if (bridge <= floor) return { floor, needed, baselineMin, reasons: [] };
  const detail = `the next surge begins before the return would end: floor stays at ${bridge}`;
  return { floor: bridge, needed, baselineMin, reasons: [{ code: 'SeamBridged', detail }] };
}

/** An omitted `minReplicas` is 1; a workload without an HPA may stand at 0. */
export const minOf = (target: TargetSnapshot, min: number | undefined): number =>
  min ?? (target.lever === 'minReplicas' ? 1 : 0);

export const lacksProfile = (surge: Surge, target: TargetSnapshot): boolean =>
  target.profile === undefined && isCrowd(demandOn(surge, target.ref));

/** A gap between two windows that is shorter than lead + return does not dip. */
function seamFloor(
  target: TargetSnapshot,
  surges: readonly Surge[],
  ownership: Ownership,
  context: DemandContext,
  now: Instant,
): number {
  if (ownership.wrote === undefined || ownership.overruled) return 0;
  const held = minOf(target, target.min);
  const { share, every } = context.config.lowering;
  const walk = asMillis(stepsBetween(held, context.baselineMin, share) * every);
  return Math.min(held, replicasNeeded(surges, context, now, now, walk));
}
