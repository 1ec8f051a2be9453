/**
 * Where pods of one shape go: first into the room there is, then onto new nodes. As all are alike, the counts are exact
 * whatever the order, and cost one division per node and resource.
 */
import type { NodeRoom, PodShape, Resources } from '../model/room.ts';
import { takesNow, wouldTake } from './placement.ts';

export interface Packing {
  /** Pods that find room on nodes that are Ready. */
  readonly placed: number;
  readonly left: number;
  /** New nodes for the rest; undefined when no node there is tells their shape. */
  readonly newNodes: number | undefined;
}

export function packPods(pod: PodShape, count: number, nodes: readonly NodeRoom[]): Packing {
  const wanted = wantedBy(pod);
  let left = count;
  for (const node of nodes) {
    if (left === 0) break;
    if (takesNow(node, pod)) left -= Math.min(left, countThatFits(wanted, node.allocatable, node.requested));
  }
  return { placed: count - left, left, newNodes: left === 0 ? 0 : countNewNodes(pod, left, nodes) };
}

function countNewNodes(pod: PodShape, left: number, nodes: readonly NodeRoom[]): number | undefined {
  const perNode = podsPerNewNode(pod, nodes);
  return perNode === undefined ? undefined : Math.ceil(left / perNode);
}

/** On a node like the last that came and could take one; nothing on it but what every node carries. */
function podsPerNewNode(pod: PodShape, nodes: readonly NodeRoom[]): number | undefined {
  const wanted = wantedBy(pod);
  let last: { readonly node: NodeRoom; readonly fitting: number } | undefined;
  for (const node of nodes) {
    if (last !== undefined && !isLater(node, last.node)) continue;
    const fitting = wouldTake(node, pod) ? countThatFits(wanted, node.allocatable, node.daemons) : 0;
    if (fitting > 0) last = { node, fitting };
  }
  return last?.fitting;
}

const isLater = (a: NodeRoom, b: NodeRoom): boolean =>
  a.createdAt === b.createdAt ? a.name > b.name : a.createdAt > b.createdAt;

/** Each pod takes one of `pods`, besides what it requests. A resource that the node does not have fits no pod. */
export function countThatFits(wanted: Wanted, allocatable: Resources, taken: Resources): number {
  const roomOf = (name: string): number => (allocatable[name] ?? 0) - (taken[name] ?? 0);
  let count = Math.floor(roomOf('pods'));
  for (const [name, amount] of wanted) count = Math.min(count, Math.floor(roomOf(name) / amount));
  return Math.max(0, count);
}

/** Read once for all nodes. */
export type Wanted = readonly (readonly [name: string, amount: number])[];

export const wantedBy = ({ requests }: PodShape): Wanted =>
  Object.entries(requests).filter(([, amount]) => amount > 0);
