/** Node groups as a decision sees them: pods of 500m, seven to a node, 30 of them to come on ten that stand. */
import type { NodeGroupConfig } from '../../src/core/capacity/node-group-config.ts';
import { decideNodeGroups } from '../../src/core/capacity/node-group-decide.ts';
import type {
  GroupSighting,
  NodeGroupsSnapshot,
  TargetNeed,
} from '../../src/core/capacity/node-group-snapshot.ts';
import type { GroupState, GroupTroubles } from '../../src/core/model/node-group.ts';
import type { GroupAction, NodeGroupsPlan } from '../../src/core/model/node-group-plan.ts';
import type { NodeRoom } from '../../src/core/model/room.ts';
import type { Surge } from '../../src/core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../src/core/model/surge-capacity.ts';
import { keyOf, type TargetRef } from '../../src/core/model/target.ts';
import type { Instant } from '../../src/core/model/time.ts';
import type { NodeGroupWriter } from '../../src/ports/node-groups.ts';
import { aNodeSurge } from './a-capacity.ts';
import { aNode, aRoom } from './a-room.ts';
import { at } from './a-surge.ts';
import { AN_HPA } from './a-target.ts';
import { aGroup, WEB } from './fake-node-groups.ts';

export const CLUSTER = 'blue';
const OF_WEB = { pool: 'web' };

export const aGroupConfig = (over: Partial<NodeGroupConfig> = {}): NodeGroupConfig => ({
  group: WEB,
  labels: OF_WEB,
  taints: [],
  shape: { cpu: 3_920, memory: 16_000, pods: 110 },
  ...over,
});

export const aSighting = (
  state: Partial<GroupState> = {},
  over: Partial<GroupSighting> = {},
  troubles: GroupTroubles = {},
): GroupSighting => ({
  ref: WEB,
  config: aGroupConfig(),
  reading: { kind: 'there', state: aGroup(state), troubles },
  ...over,
});

/** Of the group, with pods on it and no room left. */
export const aBusyNode = (name: string, over: Partial<NodeRoom> = {}): NodeRoom =>
  aNode(name, { labels: OF_WEB, requested: { cpu: 3_900, pods: 7 }, ...over });

/** Of the group, nothing on it. */
export const anIdleNode = (name: string): NodeRoom => aBusyNode(name, { requested: {} });

export const THREE_BUSY: readonly NodeRoom[] = ['a', 'b', 'c'].map((name) => aBusyNode(name));

/** To 40, at 17:56; as seen at 17:50. */
export const aNeed = (over: Partial<TargetNeed> = {}): TargetNeed => {
  const surges = over.surges ?? [aNodeSurge()];
  return {
    target: AN_HPA,
    surges,
    raises: surges.map((surge) => ({ surge, at: at(17, 56), floor: 40 })),
    raised: [],
    standing: 0,
    room: aRoom({ nodes: THREE_BUSY }),
    now: at(17, 50),
    ...over,
  };
};

export const aGroupsSnapshot = (over: Partial<NodeGroupsSnapshot> = {}): NodeGroupsSnapshot => ({
  cluster: CLUSTER,
  groups: [aSighting()],
  needs: [aNeed()],
  ...over,
});

export const decideAt = (over: Partial<NodeGroupsSnapshot> = {}, now: Instant = at(17, 50)): NodeGroupsPlan =>
  decideNodeGroups(aGroupsSnapshot(over), now);

export const actionsOf = (plan: NodeGroupsPlan): readonly GroupAction[] =>
  plan.groups.flatMap(({ actions }) => actions);

export const capacitiesOf = (plan: NodeGroupsPlan): readonly SurgeTargetCapacity[] =>
  plan.targets.flatMap(({ actions }) => actions.map(({ capacity }) => capacity));

export const carryOut = (action: GroupAction, groups: NodeGroupWriter): Promise<void> => {
  switch (action.kind) {
    case 'RecordGroup':
      return groups.record(action.group, action.record, action.expected);
    case 'ResizeGroup':
      return groups.resize(action.group, action);
    case 'ForgetGroup':
      return groups.forget(action.group, action.expected);
  }
};

/** The surges with what the plan has them say. */
export const afterSaying = (surges: readonly Surge[], plan: NodeGroupsPlan): readonly Surge[] =>
  surges.map((surge) => {
    const said = plan.targets.flatMap(({ actions }) => actions).filter((action) => action.surge === surge.id);
    const entries = said.map(({ target, capacity }): [string, SurgeTargetCapacity] => [
      keyOf(target),
      capacity,
    ]);
    return said.length === 0
      ? surge
      : { ...surge, capacity: { ...surge.capacity, ...Object.fromEntries(entries) } };
  });

export const anotherTarget = (name: string): TargetRef => ({ ...AN_HPA, name });
