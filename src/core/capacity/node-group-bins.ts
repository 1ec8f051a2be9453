/** Nodes as room to put pods into: those that stand, and new ones of a group. What was put into one is taken. */
import type { NodeRoom, Resources } from '../model/room.ts';
import { asInstant } from '../model/time.ts';
import type { NodeGroupConfig } from './node-group-config.ts';
import type { Wanted } from './packing.ts';

export interface PackableGroup {
  readonly config: NodeGroupConfig;
  /** It may be raised: new nodes may be counted on. */
  readonly usable: boolean;
  readonly max: number;
  /** What a node of it has for pods; undefined = not known. */
  readonly shape: Resources | undefined;
}

export interface Bin {
  readonly node: NodeRoom;
  readonly group: number | undefined;
  /** It counts for its group: there are pods on it, or some are to come, or nobody may put any there. */
  counts: boolean;
  taken: Resources;
}

export interface Bins {
  readonly groups: readonly PackableGroup[];
  readonly nodes: Bin[];
}

export function binsOf(groups: readonly PackableGroup[], nodes: readonly NodeRoom[]): Bins {
  const bins = nodes.map((node): Bin => {
    const index = groups.findIndex(({ config }) => isOf(node, config));
    const counts = isOccupied(node) || node.cordoned;
    return { node, group: index === -1 ? undefined : index, counts, taken: node.requested };
  });
  return { groups, nodes: bins.toSorted(byUse) };
}

/** Nodes of the group that have pods or are to have some, new ones among them. */
export const sizeFor = ({ nodes }: Bins, group: number): number =>
  nodes.filter((bin) => bin.group === group && bin.counts).length;

export function take(bin: Bin, wanted: Wanted, pods: number): void {
  const taken: Record<string, number> = { ...bin.taken, pods: (bin.taken['pods'] ?? 0) + pods };
  for (const [name, amount] of wanted) taken[name] = (taken[name] ?? 0) + amount * pods;
  bin.taken = taken;
  bin.counts = true;
}

const NEW = '';

export const isNew = ({ node }: Bin): boolean => node.name === NEW;

export const newBin = ({ config, shape }: PackableGroup, group: number): Bin => ({
  node: asNode(config, shape ?? {}),
  group,
  counts: true,
  taken: {},
});

export const asNode = ({ labels, taints }: NodeGroupConfig, allocatable: Resources): NodeRoom => ({
  name: NEW,
  labels,
  taints,
  ready: false,
  cordoned: false,
  createdAt: asInstant(0),
  allocatable,
  requested: {},
  daemons: {},
});

export const isOf = ({ labels }: NodeRoom, config: NodeGroupConfig): boolean =>
  Object.entries(config.labels).every(([key, value]) => labels[key] === value);

/** Beside those of DaemonSets, which every node has. */
const isOccupied = ({ requested, daemons }: NodeRoom): boolean =>
  (requested['pods'] ?? 0) > (daemons['pods'] ?? 0);

const byUse = (a: Bin, b: Bin): number =>
  Number(b.counts) - Number(a.counts) ||
  a.node.createdAt - b.node.createdAt ||
  (a.node.name < b.node.name ? -1 : 1);
