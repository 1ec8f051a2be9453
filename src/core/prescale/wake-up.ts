/** The next instant at which the decision for a target can differ though nobody touched anything. */
import type { Action } from '../model/plan.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { asInstant, asMillis, earlier, type Instant, minus, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { demandOn } from './demand.ts';
import { minOf } from './goal.ts';
import { stepsBetween } from './lowering.ts';
import { followsCurve, isActive, isOver, raiseAt } from './window.ts';

export function nextLookAt(
  target: TargetSnapshot,
  surges: readonly Surge[],
  statuses: readonly Action[],
  again: Instant | undefined,
  config: PrescaleConfig,
  now: Instant,
): Instant | undefined {
  const instants: (Instant | undefined)[] = [again];
  for (const surge of surges) {
    if (isOver(surge, now)) continue;
    if (isActive(surge, config, now))
      instants.push(surge.end, ...activeLooks(target, surge, statuses, config, now));
    else instants.push(raiseAt(surge, config), seamLook(target, surge, config, now));
  }
  return instants.reduce(
    (first, at) => (at === undefined || at <= now ? first : first === undefined ? at : earlier(first, at)),
    undefined,
  );
}

function activeLooks(
  target: TargetSnapshot,
  surge: Surge,
  statuses: readonly Action[],
  config: PrescaleConfig,
  now: Instant,
): readonly Instant[] {
  const tick = asInstant((Math.floor(now / config.curveStep) + 1) * config.curveStep);
  const looks: Instant[] = [];
  if (followsCurve(demandOn(surge, target.ref))) looks.push(tick);
  if (phaseOf(target, surge, statuses) === 'Warming') looks.push(plus(now, config.poll));
  return looks;
}

function phaseOf(target: TargetSnapshot, surge: Surge, statuses: readonly Action[]): string | undefined {
  for (const action of statuses)
    if (action.kind === 'PatchSurgeStatus' && action.surge === surge.id) return action.status.phase;
  return surge.status[keyOf(target.ref)]?.phase;
}

/** A walk down must notice the surge that would catch it half-way. */
function seamLook(
  target: TargetSnapshot,
  surge: Surge,
  config: PrescaleConfig,
  now: Instant,
): Instant | undefined {
  if (target.record.kind !== 'record') return undefined;
  const { share, every } = config.lowering;
  const walk = stepsBetween(minOf(target, target.min), 1, share) * every;
  const at = minus(raiseAt(surge, config), asMillis(walk));
  return at > now ? at : undefined;
}
