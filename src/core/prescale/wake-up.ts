/** The next instant at which the decision for a target can differ though nobody touched anything. */
import { minOf } from '../model/lever.ts';
import type { Surge } from '../model/surge.ts';
import { keyOf } from '../model/target.ts';
import { asMillis, earlier, type Instant, minus, plus } from '../model/time.ts';
import { demandOn } from './demand.ts';
import { stepsBetween } from './lowering.ts';
import type { Situation } from './situation.ts';
import type { StatusAction } from './status.ts';
import { followsCurve, isActive, isOver, raiseAt, tickAt } from './window.ts';

export function nextLookAt(
  situation: Situation,
  statuses: readonly StatusAction[],
  again: readonly (Instant | undefined)[],
): Instant | undefined {
  const { surges, ownership, config, now } = situation;
  const instants = [...again];
  // What only a surge remembered is on the target a pass later: then the surge may forget it.
  if (ownership.recovered) instants.push(plus(now, config.poll));
  for (const surge of surges) {
    if (isOver(surge, now)) continue;
    if (isActive(surge, config, now)) instants.push(surge.end, ...activeLooks(surge, situation, statuses));
    else instants.push(raiseAt(surge, config), seamLook(surge, situation));
  }
  return instants.reduce(
    (first, at) => (at === undefined || at <= now ? first : first === undefined ? at : earlier(first, at)),
    undefined,
  );
}

function activeLooks(
  surge: Surge,
  { target, config, now }: Situation,
  statuses: readonly StatusAction[],
): readonly Instant[] {
  const looks: Instant[] = [];
  if (followsCurve(demandOn(surge, target.ref))) looks.push(plus(tickAt(now, config), config.curveStep));
  const status =
    statuses.find((action) => action.surge === surge.id)?.status ?? surge.status[keyOf(target.ref)];
  if (status?.phase !== 'Warming') return looks;
  looks.push(plus(now, config.poll));
  if (status.readySince !== undefined) looks.push(plus(status.readySince, config.dwell));
  return looks;
}

/**
 * A walk down must notice the surge that would catch it half-way: at the step of the grid at which it comes in sight
 * and, where its crowd rises, at those that follow.
 */
function seamLook(surge: Surge, { target, ownership, config, now }: Situation): Instant | undefined {
  if (ownership.wrote === undefined) return undefined;
  const { share, every } = config.lowering;
  const walk = stepsBetween(minOf(target, target.min), minOf(target, ownership.baseline.min), share) * every;
  const inSight = minus(raiseAt(surge, config), asMillis(walk + config.curveStep));
  const first = tickAt(plus(inSight, asMillis(config.curveStep - 1)), config);
  if (first > now) return first;
  return followsCurve(demandOn(surge, target.ref)) ? plus(tickAt(now, config), config.curveStep) : undefined;
}
