/** A floor that somebody takes down during a surge is written again a bounded number of times. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, minus, plus, seconds } from '../../../../src/core/model/time.ts';
import { changesOf, floorOf, names, type Stretch, stretchesOf } from '../history.ts';
import type { Change } from '../ledger.ts';
import { raiseOf } from '../need.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const fightsBounded: Invariant = {
  name: 'a fight is given up',
  check: (day) => {
    const stretches = stretchesOf(day);
    return day.plan.targets.flatMap(({ ref }) => endlessFights(day, ref, stretches));
  },
};

const SLACK = seconds(60);

/** In each surge the count begins anew. */
function endlessFights(day: Day, ref: TargetRef, stretches: readonly Stretch[]): readonly Breach[] {
  const changes = changesOf(day, ref);
  const again = changes.flatMap((change, index) => reassertOf(change, changes.slice(0, index)) ?? []);
  return stretches.flatMap(({ surge, from, until }): readonly Breach[] => {
    if (surge.cancelled || !names(surge, ref)) return [];
    const isOn = (at: Instant): boolean => {
      const [first, last] = [minus(raiseOf(surge, day.config), SLACK), plus(surge.end, SLACK)];
      return first <= at && at <= last && from <= at && at <= until;
    };
    const others = stretches.filter(
      (other) => other.from < surge.end && other.until > from && names(other.surge, ref),
    );
    const most = day.config.reasserts * Math.max(1, others.length);
    const count = again.filter(({ at, since }) => isOn(at) && isOn(since)).length;
    if (count <= most) return [];
    const what = `floor written again ${count} times during ${surge.id}, expected at most ${most}`;
    return [{ at: surge.end, target: ref.name, what }];
  });
}

/** Ours raises what somebody else took down since we last wrote. */
function reassertOf({ at, ours, before, after }: Change, earlier: readonly Change[]) {
  if (!ours || (floorOf(after) ?? 0) <= (floorOf(before) ?? 0)) return undefined;
  const last = earlier.findLastIndex((change) => change.ours);
  const ourLast = earlier[last];
  const isSame = earlier
    .slice(last + 1)
    .every((change) => change.after?.metadata.uid === after?.metadata.uid);
  if (ourLast === undefined || !isSame || (floorOf(ourLast.after) ?? 0) <= (floorOf(before) ?? 0))
    return undefined;
  return { at, since: ourLast.at };
}
