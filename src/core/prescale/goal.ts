/** The floor that baseline and surges together ask for at an instant, before any ceiling or step. */
import { minOf } from '../model/lever.ts';
import type { Reason } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import type { TargetSnapshot } from '../model/target.ts';
import { asMillis, plus } from '../model/time.ts';
import { type DemandContext, demandOn, isCrowd, replicasNeeded } from './demand.ts';
import { stepsBetween } from './lowering.ts';
import type { Situation } from './situation.ts';
import { isOver, raiseAt, tickAt } from './window.ts';

export interface Goal {
  readonly floor: number;
  /** What the surges alone ask for; 0 when they ask for nothing. */
  readonly needed: number;
  readonly baselineMin: number;
  /** Surges to come for which the floor is kept up. */
  readonly bridged: readonly Surge[];
  readonly reasons: readonly Reason[];
}

export function composeGoal(situation: Situation): Goal {
  const { active, config, now } = situation;
  const context = demandContext(situation);
  const { baselineMin } = context;
  // On the grid a rise is read up to a step early, a fall up to a step late.
  const tick = tickAt(now, config);
  const needed = replicasNeeded(active, context, tick, plus(tick, config.curveStep), asMillis(0));
  const floor = Math.max(baselineMin, needed);
  const seam = seamFloor(situation, context);
  if (seam.floor <= floor) return { floor, needed, baselineMin, bridged: [], reasons: [] };
  const detail = `the next surge begins before the return would end: floor stays at ${seam.floor}`;
  return { ...seam, needed, baselineMin, reasons: [{ code: 'SeamBridged', detail }] };
}

export const demandContext = ({ target, ownership, config }: Situation): DemandContext => ({
  target: target.ref,
  baselineMin: minOf(target, ownership.baseline.min),
  profile: target.profile,
  config,
});

export const lacksProfile = (surge: Surge, target: TargetSnapshot): boolean =>
  target.profile === undefined && isCrowd(demandOn(surge, target.ref));

/** A gap between two windows that is shorter than lead + return does not dip. */
function seamFloor(
  { target, surges, ownership, config, now }: Situation,
  context: DemandContext,
): { readonly floor: number; readonly bridged: readonly Surge[] } {
  if (ownership.wrote === undefined) return { floor: 0, bridged: [] };
  const held = minOf(target, target.min);
  const { share, every } = config.lowering;
  const walk = asMillis(stepsBetween(held, context.baselineMin, share) * every);
  const due = surges.filter((surge) => !isOver(surge, now));
  const tick = tickAt(now, config);
  const until = plus(tick, config.curveStep);
  const bridged = due.filter(
    (surge) => raiseAt(surge, config) > now && raiseAt(surge, config) <= plus(until, walk),
  );
  return { floor: Math.min(held, replicasNeeded(due, context, tick, until, walk)), bridged };
}
