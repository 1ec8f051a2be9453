/** A floor goes above the baseline only while a surge asks for it: never too early, never for one that is over. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, minus, minutes, plus, seconds } from '../../../../src/core/model/time.ts';
import { changesOf, floorOf, names, type Stretch, stretchesOf, wishAt } from '../history.ts';
import { raiseOf } from '../need.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const raisedForCause: Invariant = {
  name: 'raised for a surge alone',
  check: (day) => {
    const stretches = stretchesOf(day);
    return day.plan.targets.flatMap(({ ref }) => causeless(day, ref, stretches));
  },
};

/** Clocks differ, and a decision takes effect a request later. */
const SLACK = seconds(45);

function causeless(day: Day, ref: TargetRef, stretches: readonly Stretch[]): readonly Breach[] {
  return changesOf(day, ref).flatMap(({ at, ours, before, after }): readonly Breach[] => {
    const [was, is] = [floorOf(before) ?? 0, floorOf(after) ?? 0];
    const wanted = floorOf(wishAt(day, ref, at)) ?? 0;
    if (!ours || is <= was || is <= wanted) return [];
    if (stretches.some((stretch) => names(stretch.surge, ref) && asksAt(stretch, day, at))) return [];
    return [{ at, target: ref.name, what: `floor raised from ${was} to ${is}, but no surge is on` }];
  });
}

function asksAt({ surge, from, until }: Stretch, { config }: Day, at: Instant): boolean {
  if (surge.cancelled) return false;
  const [first, last] = [minus(raiseOf(surge, config), SLACK), plus(surge.end, SLACK)];
  return first <= at && at <= last && from <= at && at <= plus(until, minutes(1));
}
