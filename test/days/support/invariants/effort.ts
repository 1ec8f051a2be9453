/** However many reconcilers there are, they agree: few writes for each surge, and no floor that goes down and up again. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import { changesOf, floorOf, names, type Stretch, stretchesOf } from '../history.ts';
import type { Change } from '../ledger.ts';
import { demandFor, isSteady, raiseOf } from '../need.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const effortBounded: Invariant = {
  name: 'reconcilers agree',
  check: (day) => {
    const stretches = stretchesOf(day);
    return day.plan.targets.flatMap(({ ref }) => {
      const own = stretches.filter(({ surge }) => names(surge, ref));
      return [...tooMany(day, ref, own), ...turns(day, ref, own)];
    });
  },
};

/** Up, again at once after a lost answer, and down in steps of one from the highest floor there is. */
const WRITES_PER_SURGE = 40;
const WRITES_PER_CURVE = 120;
const WRITES_PER_FOREIGN_CHANGE = 4;

function tooMany(day: Day, ref: TargetRef, stretches: readonly Stretch[]): readonly Breach[] {
  const changes = [
    ...changesOf(day, ref),
    ...(ref.kind === 'Deployment' ? [] : changesOf(day, { ...ref, kind: 'Deployment' })),
  ];
  const foreign = changesOf(day, ref).filter(({ ours }) => !ours).length;
  const most = stretches.reduce(
    (sum, { surge }) => sum + (isSteady(demandFor(surge, ref)) ? WRITES_PER_SURGE : WRITES_PER_CURVE),
    foreign * WRITES_PER_FOREIGN_CHANGE,
  );
  const ours = changes.filter((change) => change.ours).length;
  if (ours <= most) return [];
  return [{ at: day.plan.end, target: ref.name, what: `${ours} writes, expected at most ${most}` }];
}

/** Clocks differ, and a decision takes effect some requests later. */
const SLACK = seconds(60);

/** A floor that comes down by our hand and goes up again by our hand, with nothing in between that explains it. */
function turns(day: Day, ref: TargetRef, stretches: readonly Stretch[]): readonly Breach[] {
  const changes = changesOf(day, ref);
  return changes.flatMap((change, index): readonly Breach[] => {
    const before = changes[index - 1];
    if (before === undefined || directionOf(before) !== 'down' || directionOf(change) !== 'up') return [];
    if (stretches.some((stretch) => explains(stretch, day, ref, before.at, change.at))) return [];
    const what = `floor ${floorOf(before.before) ?? 0} to ${floorOf(before.after) ?? 0} to ${floorOf(change.after) ?? 0}`;
    return [{ at: change.at, target: ref.name, what }];
  });
}

function directionOf({ ours, before, after }: Change): 'up' | 'down' | undefined {
  const [was, is] = [floorOf(before), floorOf(after)];
  if (!ours || was === undefined || is === undefined || was === is) return undefined;
  return is > was ? 'up' : 'down';
}

/** A surge that begins, changes or follows a curve in that time. */
function explains(
  { surge, from, until }: Stretch,
  day: Day,
  ref: TargetRef,
  down: Instant,
  up: Instant,
): boolean {
  if (surge.cancelled) return false;
  const isWithin = (at: Instant): boolean => minus(down, SLACK) <= at && at <= plus(up, SLACK);
  const raise = raiseOf(surge, day.config);
  const isOn = raise <= plus(up, SLACK) && surge.end >= minus(up, SLACK) && from <= up && until >= down;
  if (isOn && !isSteady(demandFor(surge, ref))) return true;
  return isWithin(raise) || isWithin(from) || isWithin(minus(from, minutes(10)));
}
