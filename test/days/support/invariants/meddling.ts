/** Who else had a hand in it: a target that its owner or a tool writes, pauses or puts to sleep is its owner's affair. */
import type { TargetRef } from '../../../../src/core/model/target.ts';
import { type Instant, minus, minutes } from '../../../../src/core/model/time.ts';
import { names, type Stretch } from '../history.ts';
import { raiseOf } from '../need.ts';
import type { Act } from '../plan.ts';
import type { Day } from '../run-day.ts';

/** What was done before may take as long to be noticed. */
const BEFORE = minutes(20);

/** From before the first of the surges that hang together with this one, until its end. */
export function isLeftAlone(day: Day, ref: TargetRef, stretch: Stretch, all: readonly Stretch[]): boolean {
  const related = all.filter(({ surge }) => !surge.cancelled && names(surge, ref));
  const from = beginOfChain(stretch, related, day);
  return day.plan.acts
    .filter(({ target }) => target.name === ref.name)
    .every((act) => endOf(act, day) < minus(from, BEFORE) || act.at > stretch.surge.end);
}

function beginOfChain(stretch: Stretch, related: readonly Stretch[], day: Day): Instant {
  const from = beginOf(stretch, day);
  const earliest = related
    .filter((other) => other.surge.end >= minus(from, BEFORE) && beginOf(other, day) < from)
    .toSorted((a, b) => beginOf(a, day) - beginOf(b, day))[0];
  return earliest === undefined ? from : beginOfChain(earliest, related, day);
}

const beginOf = ({ surge, from }: Stretch, { config }: Day): Instant => {
  const raise = raiseOf(surge, config);
  return raise > from ? raise : from;
};

function endOf(act: Act, day: Day): Instant {
  if (act.kind === 'revert') return act.until;
  return act.kind === 'pause' ? (act.until ?? day.plan.end) : act.at;
}
