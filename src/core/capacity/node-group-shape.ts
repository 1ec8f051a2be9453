/** What a new node of each group has for pods: as configured, else like its last node that came, else by its instance type. */
import type { NodeRoom, Resources } from '../model/room.ts';
import { isOf, type PackableGroup } from './node-group-bins.ts';
import type { NodeGroupConfig } from './node-group-config.ts';
import { isForeign } from './node-group-ownership.ts';
import type { GroupSighting } from './node-group-snapshot.ts';

type Configured = GroupSighting & { readonly config: NodeGroupConfig };

export const packableGroups = (
  groups: readonly Configured[],
  nodes: readonly NodeRoom[],
  cluster: string,
): readonly PackableGroup[] =>
  groups.map(({ config, reading, typeShape }) => ({
    config,
    usable: reading.kind === 'there' && !isForeign(reading.state, cluster),
    max: reading.kind === 'there' ? reading.state.max : 0,
    shape: config.shape ?? shapeOfNodes(config, nodes) ?? withDaemons(typeShape, nodes),
  }));

/** Is its shape told by anything but its instance type? */
export const tellsShape = (config: NodeGroupConfig, nodes: readonly NodeRoom[]): boolean =>
  config.shape !== undefined || lastReady(nodes.filter((node) => isOf(node, config))) !== undefined;

function shapeOfNodes(config: NodeGroupConfig, nodes: readonly NodeRoom[]): Resources | undefined {
  const last = lastReady(nodes.filter((node) => isOf(node, config)));
  return last && less(last.allocatable, last.daemons);
}

/** What daemons take is known from any node: most of them run on every one. */
const withDaemons = (shape: Resources | undefined, nodes: readonly NodeRoom[]): Resources | undefined =>
  shape && less(shape, lastReady(nodes)?.daemons ?? {});

const lastReady = (nodes: readonly NodeRoom[]): NodeRoom | undefined =>
  nodes
    .filter(({ ready }) => ready)
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.name > b.name ? -1 : 1))[0];

const less = (whole: Resources, taken: Resources): Resources =>
  Object.fromEntries(Object.entries(whole).map(([name, amount]) => [name, amount - (taken[name] ?? 0)]));
