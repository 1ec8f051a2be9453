/** A surge with time enough, on a target that nobody meddles with, gets its floor: doing nothing is no way to be right. */
import {
  earlier,
  type Instant,
  later,
  minus,
  minutes,
  plus,
  seconds,
} from '../../../../src/core/model/time.ts';
import { ceilingOf, floorOf, floorsIn, names, type Stretch, stretchesOf, wishAt } from '../history.ts';
import { demandFor, isSteady, needIn, peakOf, raiseOf } from '../need.ts';
import type { TargetPlan } from '../plan.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';
import { isLeftAlone } from './meddling.ts';

export const surgesAnswered: Invariant = {
  name: 'a surge gets its floor',
  check: (day) => {
    const stretches = stretchesOf(day);
    return stretches.flatMap((stretch) =>
      day.plan.targets
        .filter(({ ref }) => !stretch.surge.cancelled && names(stretch.surge, ref))
        .filter((target) => isLeftAlone(day, target.ref, stretch, stretches))
        .flatMap((target) => (day.plan.calm ? onTime(day, target, stretch) : inTheEnd(day, target, stretch))),
    );
  },
};

/** Every process looks at everything every ten minutes, and fails some of the time. */
const LONG_ENOUGH = minutes(10);
const LONG_ENOUGH_UNSEEN = minutes(25);

function inTheEnd(day: Day, target: TargetPlan, stretch: Stretch): readonly Breach[] {
  const { surge, from, until } = stretch;
  const raise = later(raiseOf(surge, day.config), from);
  const isSeen = day.plan.processes.some(({ faults }) => (faults.watch.lost ?? 0) === 0);
  const due = plus(raise, isSeen ? LONG_ENOUGH : LONG_ENOUGH_UNSEEN);
  const end = earlier(until, surge.end);
  return due > end ? [] : expectFloor(day, target, stretch, { from: raise, until: end, needed: due });
}

/** Clocks differ, and a decision takes effect some requests later. */
const SLACK = seconds(45);
/** Ticks come every minute, some of them ten seconds late. */
const TICK = seconds(70);

/**
 * When the floor is to go up: at once for a surge that is stored when it is due. Where nobody watches, one that is stored
 * shortly before is seen by the next tick, which may come later than that.
 */
function seenBy({ watched }: Day, { from }: Stretch, raise: Instant): Instant {
  const isMissed = !watched && from < raise && raise < plus(from, TICK);
  return isMissed ? plus(from, TICK) : later(raise, from);
}

function onTime(day: Day, target: TargetPlan, stretch: Stretch): readonly Breach[] {
  const { surge, until } = stretch;
  const raise = raiseOf(surge, day.config);
  const peak = peakOf(surge, demandFor(surge, target.ref));
  const due = later(peak, plus(seenBy(day, stretch, raise), SLACK));
  const end = earlier(until, surge.end);
  if (minus(end, SLACK) <= due) return [];
  const reached = expectFloor(day, target, stretch, { from: minus(raise, SLACK), until: due, needed: due });
  if (reached.length > 0 || !isSteady(demandFor(surge, target.ref))) return reached;
  const held = Math.min(...floorsIn(day, target.ref, due, minus(end, SLACK)));
  const wanted = floorNeeded(day, target, stretch, due);
  if (held >= wanted) return [];
  return [
    {
      at: due,
      target: target.ref.name,
      what: `floor ${held} in the hold of ${surge.id}, expected ${wanted}`,
    },
  ];
}

function expectFloor(
  day: Day,
  target: TargetPlan,
  stretch: Stretch,
  { from, until, needed }: { readonly from: Instant; readonly until: Instant; readonly needed: Instant },
): readonly Breach[] {
  const wanted = floorNeeded(day, target, stretch, needed);
  const highest = Math.max(0, ...floorsIn(day, target.ref, from, until));
  if (highest >= wanted) return [];
  const what = `floor ${highest} at most for ${stretch.surge.id}, expected ${wanted}`;
  return [{ at: until, target: target.ref.name, what }];
}

function floorNeeded(day: Day, target: TargetPlan, { surge, until }: Stretch, from: Instant): number {
  const wish = wishAt(day, target.ref, from);
  const need = needIn(surge, target, floorOf(wish) ?? 0, { from, until });
  const raised = surge.ceiling.kind === 'raise' ? surge.ceiling.to : 0;
  return Math.min(need, Math.max(ceilingOf(wish), raised));
}
