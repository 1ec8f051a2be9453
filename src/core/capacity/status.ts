/** What each surge says of the nodes of one target; compared with what it said before, so that silence writes nothing. */
import type { CapacityCondition } from '../model/capacity.ts';
import type { CapacityAction } from '../model/capacity-plan.ts';
import type { ComingRaise } from '../model/coming-raise.ts';
import type { Surge } from '../model/surge.ts';
import type { SurgeTargetCapacity } from '../model/surge-capacity.ts';
import { keyOf } from '../model/target.ts';
import type { Instant } from '../model/time.ts';
import { bufferNameOf } from './buffer-name.ts';
import type { CapacitySnapshot } from './snapshot.ts';
import type { Verdict } from './verdict.ts';

export type CapacityStatusAction = Extract<CapacityAction, { kind: 'PatchSurgeCapacity' }>;

export interface Outcome {
  readonly snapshot: CapacitySnapshot;
  readonly open: readonly ComingRaise[];
  readonly chunks: number;
  /** New nodes that the packing says the pods to come need now. */
  readonly nodes: number | undefined;
  readonly verdict: Verdict;
}

export function capacityStatuses(outcome: Outcome, now: Instant): readonly CapacityStatusAction[] {
  const { snapshot, open } = outcome;
  const { target } = snapshot;
  const asking = new Set(open.map(({ surge }) => surge.id));
  return snapshot.surges
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((surge): readonly CapacityStatusAction[] => {
      const before = surge.capacity?.[keyOf(target)];
      const capacity = asking.has(surge.id)
        ? stampedStatus(before, outcome, now)
        : releasedStatus(before, surge, now);
      if (capacity === undefined) return [];
      return [{ kind: 'PatchSurgeCapacity', surge: surge.id, surgeUid: surge.uid, target, capacity }];
    });
}

/** Undefined when there is nothing new to say. */
function stampedStatus(
  before: SurgeTargetCapacity | undefined,
  { snapshot, chunks, nodes, verdict }: Outcome,
  now: Instant,
): SurgeTargetCapacity | undefined {
  const { phase, message, buffered } = verdict;
  const { buffer, target } = snapshot;
  const after: SurgeTargetCapacity = {
    phase,
    buffer: bufferNameOf(target),
    chunks: buffered ? chunks : 0,
    // As it was asked for: while the nodes come the packing needs fewer and fewer, which is no news.
    nodes: buffered && before?.chunks === chunks ? before.nodes : nodes,
    since: before?.phase === phase ? before.since : now,
    message,
    conditions: buffered && buffer.kind === 'ours' ? buffer.buffer.conditions : [],
    at: now,
  };
  return newsOf(before, after);
}

/** Undefined when it was said already. */
export function newsOf(
  before: SurgeTargetCapacity | undefined,
  after: SurgeTargetCapacity,
): SurgeTargetCapacity | undefined {
  const isSilent =
    before?.phase === after.phase &&
    before.chunks === after.chunks &&
    before.message === after.message &&
    JSON.stringify(before.groups) === JSON.stringify(after.groups) &&
    sameConditions(before.conditions, after.conditions);
  return isSilent ? undefined : after;
}

/** What becomes of the target's nodes is said by the surges that want them. */
export function releasedStatus(
  before: SurgeTargetCapacity | undefined,
  surge: Surge,
  now: Instant,
): SurgeTargetCapacity | undefined {
  if (before === undefined || before.phase === 'Released') return undefined;
  const message = surge.cancelled ? 'the surge is cancelled' : 'no nodes are asked for any more';
  const released = { phase: 'Released', chunks: 0, groups: undefined, message, conditions: [] } as const;
  return { ...before, ...released, since: now, at: now };
}

/** Their messages may hold figures that move by themselves: they are carried along, but are no news. */
function sameConditions(a: readonly CapacityCondition[], b: readonly CapacityCondition[]): boolean {
  return JSON.stringify(a.map(essence)) === JSON.stringify(b.map(essence));
}

const essence = ({ type, status, reason }: CapacityCondition) => [type, status, reason ?? ''];
