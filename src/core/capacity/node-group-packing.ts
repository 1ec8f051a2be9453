/**
 * Where the pods to come of all targets go: one after another, first onto nodes that are Ready, those with pods before
 * empty ones, then onto new nodes of the first group that takes them and is not full. What one target takes is none to
 * count on for the next.
 */
import type { PodShape } from '../model/room.ts';
import {
  asNode,
  type Bin,
  type Bins,
  isNew,
  newBin,
  type PackableGroup,
  sizeFor,
  take,
} from './node-group-bins.ts';
import { countThatFits, wantedBy } from './packing.ts';
import { takesIfKept, takesNow, wouldTake } from './placement.ts';

export interface PodsToCome {
  readonly pod: PodShape;
  readonly count: number;
}

/** Groups are told by their place in the list. */
export interface PlacedPods {
  /** On no node that is Ready. */
  readonly waiting: number;
  /** Groups whose nodes they go to, those there are and new ones. */
  readonly groups: readonly number[];
  readonly newNodes: number;
  /** Pods for which there is no group left. */
  readonly unplaced: number;
  /** Groups that take such pods and might hold more, were they not at their maximum, or were their shape known. */
  readonly full: readonly number[];
  readonly shapeless: readonly number[];
  /** Groups that would take them as they are, for whatever reason none of them helps. */
  readonly serving: readonly number[];
}

/** The nodes that it puts pods on count from then on. */
export function place({ pod, count }: PodsToCome, bins: Bins): PlacedPods {
  const wanted = wantedBy(pod);
  const used = new Set<number>();
  const fill = (pods: number, takes: (bin: Bin) => boolean): number => {
    let left = pods;
    for (const bin of bins.nodes) {
      if (left === 0) break;
      const put = takes(bin) ? Math.min(left, countThatFits(wanted, bin.node.allocatable, bin.taken)) : 0;
      if (put === 0) continue;
      take(bin, wanted, put);
      if (bin.group !== undefined) used.add(bin.group);
      left -= put;
    }
    return left;
  };
  const waiting = fill(count, (bin) => !isNew(bin) && takes(bin, pod, bins));
  const left = fill(waiting, (bin) => isNew(bin) && wouldTake(bin.node, pod));
  const { added, ...rest } = addNodes(pod, left, bins);
  return { ...rest, waiting, groups: [...new Set([...used, ...added])].toSorted((a, b) => a - b) };
}

/** Below the minimum that we hold, an autoscaler takes no node away that it has its eye on. */
const takes = ({ node, group }: Bin, pod: PodShape, { groups }: Bins): boolean =>
  group !== undefined && groups[group]?.usable === true ? takesIfKept(node, pod) : takesNow(node, pod);

interface Addition extends Pick<PlacedPods, 'newNodes' | 'unplaced' | 'full' | 'shapeless' | 'serving'> {
  readonly added: readonly number[];
}

function addNodes(pod: PodShape, pods: number, bins: Bins): Addition {
  const wanted = wantedBy(pod);
  const serves = ({ config }: PackableGroup): boolean => wouldTake(asNode(config, {}), pod);
  const serving = bins.groups.flatMap((group, index) => (serves(group) ? [index] : []));
  const [full, shapeless, added]: [number[], number[], number[]] = [[], [], []];
  let [unplaced, newNodes] = [pods, 0];
  for (const index of serving) {
    const group = bins.groups[index];
    if (unplaced === 0 || group === undefined) break;
    if (!group.usable) continue;
    if (group.shape === undefined) shapeless.push(index);
    const perNode = countThatFits(wanted, group.shape ?? {}, {});
    if (perNode === 0) continue;
    const needed = Math.ceil(unplaced / perNode);
    const count = Math.min(needed, Math.max(0, group.max - sizeFor(bins, index)));
    if (count < needed) full.push(index);
    if (count > 0) added.push(index);
    newNodes += count;
    for (let made = 0; made < count; made += 1) {
      const bin = newBin(group, index);
      const put = Math.min(unplaced, perNode);
      take(bin, wanted, put);
      bins.nodes.push(bin);
      unplaced -= put;
    }
  }
  return { newNodes, unplaced, full, shapeless, serving, added };
}
