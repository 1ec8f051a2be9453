/** One group: whose it is, what it should be, and the way there. */
import { type GroupState, groupKeyOf } from '../model/node-group.ts';
import type { GroupPlan } from '../model/node-group-plan.ts';
import type { GroupHold } from '../model/surge-capacity.ts';
import type { Instant } from '../model/time.ts';
import { holdOf, isForeign, ownershipOf } from './node-group-ownership.ts';
import { groupActions, minimumFor } from './node-group-size.ts';
import type { GroupSighting, NodeGroupsSnapshot } from './node-group-snapshot.ts';
import { type JudgedGroup, REFUSED } from './node-group-verdict.ts';

export interface GroupStanding {
  readonly judged: JudgedGroup;
  readonly plan: GroupPlan | undefined;
  /** It is not as its owner wants it, or not as we want it. */
  readonly isOpen: boolean;
}

export function standingOf(
  { ref, reading }: GroupSighting,
  wanted: number | undefined,
  snapshot: NodeGroupsSnapshot,
  now: Instant,
): GroupStanding {
  if (reading.kind === 'missing') return unusable(ref.name, 'is not there');
  if (reading.kind === 'unreadable') return unusable(ref.name, `cannot be looked at (${reading.why})`);
  const { state, troubles } = reading;
  if (isForeign(state, snapshot.cluster)) return unusable(ref.name, 'is raised for another cluster');
  const surges = snapshot.needs.flatMap((need) => need.surges);
  const ownership = ownershipOf(state, holdOf(state, surges));
  const known = minimumFor(state, ownership, wanted);
  const min = snapshot.isPartial === true ? Math.max(known, state.min) : known;
  const actions = groupActions(state, ownership, min, snapshot.cluster, now);
  const isHeld = min > ownership.owner;
  const isToMove = state.min !== min;
  const { refresh } = troubles;
  const plan: GroupPlan = { group: ref, actions, reason: reasonOf(state, min, ownership.owner) };
  return {
    judged: {
      name: ref.name,
      unusable: undefined,
      refused: isToMove ? refusalOf(ref, snapshot) : undefined,
      refresh: isToMove ? refresh : undefined,
      launchFailure: state.inService < state.desired ? troubles.launchFailure : undefined,
      max: state.max,
      hold: isHeld ? ({ ...ref, min: ownership.owner, size: min } satisfies GroupHold) : undefined,
    },
    // Instances are being replaced: whoever started it reckons with the sizes of that moment.
    plan: actions.length === 0 || refresh !== undefined ? undefined : plan,
    isOpen: isHeld || actions.length > 0,
  };
}

const unusable = (name: string, why: string): GroupStanding => ({
  judged: {
    name,
    unusable: why,
    refused: undefined,
    refresh: undefined,
    launchFailure: undefined,
    max: 0,
    hold: undefined,
  },
  plan: undefined,
  isOpen: false,
});

function reasonOf({ ref, min }: GroupState, next: number, owner: number): string | undefined {
  if (next === min) return undefined;
  return next <= owner
    ? `node group ${ref.name}: minimum ${min} goes back to ${owner}, as its owner wants it`
    : `node group ${ref.name}: minimum ${min} becomes ${next} for pods to come, its owner wants ${owner}`;
}

/** From this pass, or as it was said before. */
function refusalOf(ref: GroupSighting['ref'], { refused, needs }: NodeGroupsSnapshot): string | undefined {
  const said = needs
    .flatMap(({ surges }) => surges)
    .flatMap(({ capacity }) => Object.values(capacity ?? {}))
    .flatMap(({ conditions }) => conditions)
    .find(({ type, reason }) => type === REFUSED && reason === ref.name);
  return refused?.[groupKeyOf(ref)] ?? said?.message;
}
