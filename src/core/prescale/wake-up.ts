/** The next instant at which the decision for a target can differ though nobody touched anything. */
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf, type TargetSnapshot } from '../model/target.ts';
import { asInstant, asMillis, earlier, type Instant, minus, plus } from '../model/time.ts';
import type { PrescaleConfig } from './config.ts';
import { demandOn } from './demand.ts';
import { minOf } from './goal.ts';
import { stepsBetween } from './lowering.ts';
import type { StatusAction } from './status.ts';
import { followsCurve, isActive, isOver, raiseAt } from './window.ts';

export function nextLookAt(
  target: TargetSnapshot,
  surges: readonly Surge[],
  statuses: readonly StatusAction[],
  again: readonly (Instant | undefined)[],
  config: PrescaleConfig,
  now: Instant,
): Instant | undefined {
  const instants = [...again];
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
  statuses: readonly StatusAction[],
  config: PrescaleConfig,
  now: Instant,
): readonly Instant[] {
  const tick = asInstant((Math.floor(now / config.curveStep) + 1) * config.curveStep);
  const looks: Instant[] = [];
  if (followsCurve(demandOn(surge, target.ref))) looks.push(tick);
  const status = statusOf(target, surge, statuses);
  if (status?.phase !== 'Warming') return looks;
  looks.push(plus(now, config.poll));
  if (status.readySince !== undefined) looks.push(plus(status.readySince, config.dwell));
  return looks;
}

const statusOf = (
  target: TargetSnapshot,
  surge: Surge,
  statuses: readonly StatusAction[],
): SurgeTargetStatus | undefined =>
  statuses.find((action) => action.surge === surge.id)?.status ?? surge.status[keyOf(target.ref)];

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
