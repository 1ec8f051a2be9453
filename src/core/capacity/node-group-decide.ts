/**
 * The decision about the node groups of a cluster. Level-based: from the pods to come of every target and the nodes there
 * are to the minimum that each group should have. Targets share groups, so all of them are decided in one go.
 */
import type { NodeGroupsPlan, TargetNodesPlan } from '../model/node-group-plan.ts';
import { keyOf } from '../model/target.ts';
import { type Instant, later } from '../model/time.ts';
import { explainCapacity } from './explanation.ts';
import { binsOf, sizeFor } from './node-group-bins.ts';
import { type Asking, askingOf } from './node-group-need.ts';
import { type PlacedPods, place } from './node-group-packing.ts';
import { packableGroups } from './node-group-shape.ts';
import type { NodeGroupsSnapshot, TargetNeed } from './node-group-snapshot.ts';
import { type GroupStanding, standingOf } from './node-group-standing.ts';
import { groupStatuses } from './node-group-status.ts';
import { judgeGroups } from './node-group-verdict.ts';

interface Weighed {
  readonly need: TargetNeed;
  readonly asking: Asking;
  readonly placed: PlacedPods | undefined;
}

export function decideNodeGroups(snapshot: NodeGroupsSnapshot, readAt: Instant): NodeGroupsPlan {
  const needs = snapshot.needs.toSorted((a, b) => (keyOf(a.target) < keyOf(b.target) ? -1 : 1));
  const configured = snapshot.groups.flatMap(({ config, ...rest }) => (config ? [{ config, ...rest }] : []));
  const nodes = needs.find(({ room }) => room !== undefined)?.room?.nodes ?? [];
  const bins = binsOf(packableGroups(configured, nodes, snapshot.cluster), nodes);
  const weighed = needs.map((need): Weighed => {
    const asking = askingOf(need);
    const { pods } = asking;
    const placed = need.room && pods > 0 ? place({ pod: need.room.pod, count: pods }, bins) : undefined;
    return { need, asking, placed };
  });
  const used = new Set(weighed.flatMap(({ placed }) => placed?.groups ?? []));
  const now = weighed.map(({ need }) => need.now).reduce(later, readAt);
  const wantedOf = (index: number) => (used.has(index) ? sizeFor(bins, index) : undefined);
  const standings = [
    ...configured.map((sighting, index) => standingOf(sighting, wantedOf(index), snapshot, now)),
    ...snapshot.groups.flatMap((one) => (one.config ? [] : [standingOf(one, undefined, snapshot, now)])),
  ];
  const targets = weighed.map((each) => targetPlan(each, standings));
  return {
    targets: targets.filter(({ actions }) => actions.length > 0),
    groups: standings.flatMap(({ plan }) => plan ?? []),
    isOpen: standings.some(({ isOpen }) => isOpen) || weighed.some(({ asking }) => isAsking(asking)),
  };
}

const isAsking = ({ ahead, holding }: Asking): boolean => ahead.length + holding.length > 0;

function targetPlan({ need, asking, placed }: Weighed, standings: readonly GroupStanding[]): TargetNodesPlan {
  const { target, surges } = need;
  const groups = standings.map(({ judged }) => judged);
  const nothingToCome = need.room !== undefined && asking.pods === 0;
  const verdict = judgeGroups({
    target,
    need: asking.need,
    placed: nothingToCome ? NOWHERE : placed,
    groups,
  });
  const actions = groupStatuses(need, asking, { verdict, nodes: placed?.newNodes });
  return { target, actions, reasons: explainCapacity({ target, surges }, actions) };
}

const NOWHERE: PlacedPods = {
  waiting: 0,
  groups: [],
  newNodes: 0,
  unplaced: 0,
  full: [],
  shapeless: [],
  serving: [],
};
