/**
 * What a surge must have said before its target is written, and what can be said after. The first is what outlives a record
 * that somebody tears off the target; the rest is news, and a floor waits for no news.
 */
import type { Surge, SurgeTargetStatus } from '../model/surge.ts';
import { keyOf } from '../model/target.ts';
import { sameBounds } from './change.ts';
import type { StatusAction } from './status.ts';

export interface SplitStatuses {
  readonly intents: readonly StatusAction[];
  readonly news: readonly StatusAction[];
}

export function splitStatuses(
  statuses: readonly StatusAction[],
  surges: readonly Pick<Surge, 'id' | 'status'>[],
): SplitStatuses {
  const isIntent = ({ surge, target, status }: StatusAction): boolean =>
    changesIntent(surges.find(({ id }) => id === surge)?.status[keyOf(target)], status);
  return {
    intents: statuses.filter(isIntent),
    news: statuses.filter((status) => !isIntent(status)),
  };
}

/** From where the target was raised, how often again, and that it is over. */
function changesIntent(before: SurgeTargetStatus | undefined, after: SurgeTargetStatus): boolean {
  return (
    before === undefined ||
    before.uid !== after.uid ||
    (before.phase === 'Ended') !== (after.phase === 'Ended') ||
    (before.woken === true) !== (after.woken === true) ||
    before.reasserts !== after.reasserts ||
    !sameBounds(before.baseline, after.baseline)
  );
}
