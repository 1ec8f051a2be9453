/** The floor is never below the owner's current baseline. Checked on every write by Forescale. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { ceilingOf, changesOf, floorOf, wishAt } from '../history.ts';
import type { Day } from '../run-day.ts';
import type { Breach, Invariant } from './invariant.ts';

export const baselineKept: Invariant = {
  name: 'floor at or above the baseline',
  check: (day) => day.plan.targets.flatMap(({ ref }) => [...lowFloors(day, ref), ...lowScales(day, ref)]),
};

function lowFloors(day: Day, ref: TargetRef): readonly Breach[] {
  return changesOf(day, ref).flatMap(({ at, ours, after }): readonly Breach[] => {
    if (!ours) return [];
    const wish = wishAt(day, ref, at);
    const [floor, wanted] = [floorOf(after) ?? 0, floorOf(wish) ?? 0];
    if (floor >= wanted) return [];
    const what = `wrote floor ${floor}, its owner wants ${wanted} to ${ceilingOf(wish)}`;
    return [{ at, target: ref.name, what }];
  });
}

/** `/scale` of a workload with an HPA goes up, or back to zero where its owner wants it. */
function lowScales(day: Day, ref: TargetRef): readonly Breach[] {
  if (ref.kind === 'Deployment') return [];
  const workload: TargetRef = { ...ref, kind: 'Deployment' };
  return changesOf(day, workload).flatMap(({ at, ours, before, after }): readonly Breach[] => {
    const [was, is] = [floorOf(before) ?? 0, floorOf(after) ?? 0];
    const isWanted = is === 0 && floorOf(wishAt(day, workload, at)) === 0;
    if (!ours || is >= was || isWanted) return [];
    return [{ at, target: ref.name, what: `scaled its workload down from ${was} to ${is}` }];
  });
}
