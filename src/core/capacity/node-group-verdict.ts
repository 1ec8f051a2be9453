/** What is to be said of the nodes of a target, from where its pods go and what stands in the way of its groups. */
import type { CapacityCondition } from '../model/capacity.ts';
import type { CapacityPhase, GroupHold } from '../model/surge-capacity.ts';
import type { TargetRef } from '../model/target.ts';
import type { PlacedPods } from './node-group-packing.ts';

/** A group of the configuration as far as a verdict goes; its place in the list is that of the packing. */
export interface JudgedGroup {
  readonly name: string;
  /** Why it can be no lever now: not there, not ours to look at, of another cluster. */
  readonly unusable: string | undefined;
  /** Why AWS takes no change of it from us. */
  readonly refused: string | undefined;
  readonly refresh: string | undefined;
  readonly launchFailure: string | undefined;
  readonly max: number;
  /** Undefined while it stands as its owner wants it. */
  readonly hold: GroupHold | undefined;
}

export interface GroupVerdict {
  readonly phase: CapacityPhase;
  /** Holds no figure that moves by itself. */
  readonly message: string;
  readonly conditions: readonly CapacityCondition[];
  readonly groups: readonly GroupHold[];
}

export interface Judged {
  readonly target: TargetRef;
  readonly need: number;
  /** Undefined when its pods are not known. */
  readonly placed: PlacedPods | undefined;
  readonly groups: readonly JudgedGroup[];
}

export function judgeGroups({ target, need, placed, groups }: Judged): GroupVerdict {
  if (placed === undefined)
    return unavailable(`${target.kind} ${target.name} scales nothing whose pods are known: pods go first`);
  const used = at(groups, placed.groups);
  const told = { conditions: conditionsOf(placed, groups), groups: used.flatMap(({ hold }) => hold ?? []) };
  if (placed.waiting === 0)
    return told.groups.length === 0
      ? { ...NOTHING, phase: 'NotNeeded', message: messageOfFit(need) }
      : { ...told, phase: 'Provisioned', message: 'all pods to come fit on nodes that are Ready' };
  const refused = used.find((group) => group.refused !== undefined);
  if (refused !== undefined)
    return {
      ...told,
      phase: 'Refused',
      message: `AWS refuses to raise node group ${refused.name} (${refused.refused}): pods go first`,
    };
  if (placed.newNodes === 0 && used.length === 0)
    return { ...unavailable(whyNone(placed, groups)), conditions: told.conditions };
  const limit = placed.unplaced > 0 ? ', and not all of them will find any: the others go first' : '';
  const message = `node groups are raised, but there is no room for all pods to come on nodes that are Ready yet${limit}`;
  return { ...told, phase: 'Requested', message };
}

/** Remembered by its condition: it is asked for again with every look, and said once. */
export const REFUSED = 'RaiseRefused';

const NOTHING = { conditions: [], groups: [] } as const;

const unavailable = (message: string): GroupVerdict => ({ ...NOTHING, phase: 'Unavailable', message });

const messageOfFit = (need: number): string => `there are nodes for ${need} replicas already`;

function whyNone({ serving, full, shapeless }: PlacedPods, groups: readonly JudgedGroup[]): string {
  const [none] = at(groups, serving).filter(({ unusable }) => unusable !== undefined);
  if (serving.length === 0) return 'no node group of the configuration takes its pods: pods go first';
  if (none !== undefined) return `node group ${none.name} ${none.unusable}: pods go first`;
  const [atMaximum] = at(groups, full);
  if (atMaximum !== undefined) return `node group ${atMaximum.name} is at its maximum: pods go first`;
  const [shape] = at(groups, shapeless);
  if (shape !== undefined) return `nobody tells how large a node of group ${shape.name} is: pods go first`;
  return 'its pods fit on no node of the groups that take them: pods go first';
}

function conditionsOf(placed: PlacedPods, groups: readonly JudgedGroup[]): readonly CapacityCondition[] {
  const used = at(groups, placed.groups);
  return [
    ...at(groups, placed.full).map(({ name, max }) =>
      holds('GroupAtMaximum', name, `node group ${name} has room for ${max} nodes at most`),
    ),
    ...used.flatMap(({ name, launchFailure }) =>
      launchFailure === undefined ? [] : [holds('OutOfCapacity', name, launchFailure)],
    ),
    ...used.flatMap(({ name, refresh }) =>
      refresh === undefined
        ? []
        : [
            holds(
              'RefreshInProgress',
              name,
              `an instance refresh is ${refresh}: the group is raised after it`,
            ),
          ],
    ),
    ...used.flatMap(({ name, refused }) => (refused === undefined ? [] : [holds(REFUSED, name, refused)])),
    ...at(groups, placed.shapeless).map(({ name }) =>
      holds('ShapeUnknown', name, `give the shape of node group ${name} in the configuration`),
    ),
  ];
}

/** The reason names the group; AWS allows characters there that a reason does not. */
const holds = (type: string, group: string, message: string): CapacityCondition => ({
  type,
  status: 'True',
  reason: group,
  message,
});

const at = (groups: readonly JudgedGroup[], places: readonly number[]): readonly JudgedGroup[] =>
  places.flatMap((place) => groups[place] ?? []);
