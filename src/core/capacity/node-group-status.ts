/** What each surge says of the nodes of a target whose node groups are the lever; silence where it was said before. */
import type { SurgeTargetCapacity } from '../model/surge-capacity.ts';
import { keyOf } from '../model/target.ts';
import type { Asking } from './node-group-need.ts';
import type { TargetNeed } from './node-group-snapshot.ts';
import type { GroupVerdict } from './node-group-verdict.ts';
import { type CapacityStatusAction, newsOf, releasedStatus } from './status.ts';

export interface GroupOutcome {
  readonly verdict: GroupVerdict;
  readonly nodes: number | undefined;
}

export function groupStatuses(
  { target, surges, now }: TargetNeed,
  asking: Asking,
  outcome: GroupOutcome,
): readonly CapacityStatusAction[] {
  const waiting = new Set([...asking.ahead, ...asking.holding].map(({ id }) => id));
  return surges
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((surge): readonly CapacityStatusAction[] => {
      const before = surge.capacity?.[keyOf(target)];
      const capacity = waiting.has(surge.id)
        ? stampedStatus(before, asking, outcome, now)
        : releasedStatus(before, surge, now);
      if (capacity === undefined) return [];
      return [{ kind: 'PatchSurgeCapacity', surge: surge.id, surgeUid: surge.uid, target, capacity }];
    });
}

function stampedStatus(
  before: SurgeTargetCapacity | undefined,
  { ahead, pods }: Asking,
  { verdict: { phase, message, conditions, groups }, nodes }: GroupOutcome,
  now: TargetNeed['now'],
): SurgeTargetCapacity | undefined {
  const isAsked = groups.length > 0 || phase === 'Requested' || phase === 'Refused';
  // Once the floor is up its pods find their nodes one by one, which is no news.
  const chunks = !isAsked ? 0 : ahead.length === 0 && before !== undefined ? before.chunks : pods;
  return newsOf(before, {
    phase,
    groups: groups.length === 0 ? undefined : groups,
    chunks,
    // As it was asked for: while the nodes come the packing needs fewer and fewer.
    nodes: before !== undefined && before.chunks === chunks ? before.nodes : nodes,
    since: before?.phase === phase ? before.since : now,
    message,
    conditions,
    at: now,
  });
}
