/** The groups of a cluster as a pass sees them: one look at each region, and closer ones only where something is to happen. */
import type { NodeGroupConfig } from '../core/capacity/node-group-config.ts';
import { tellsShape } from '../core/capacity/node-group-shape.ts';
import type { GroupSighting, NodeGroupsSnapshot, TargetNeed } from '../core/capacity/node-group-snapshot.ts';
import { type GroupReading, type GroupState, groupKeyOf } from '../core/model/node-group.ts';
import type { NodeGroupsPlan } from '../core/model/node-group-plan.ts';
import { Forbidden } from '../ports/faults.ts';
import type { NodeGroupDeps } from './node-group-deps.ts';

type SightDeps = Pick<NodeGroupDeps, 'lever' | 'log'>;

/** Those of the configuration in its order, then those that were of it and are raised for this cluster still. */
export async function sightGroups(
  needs: readonly TargetNeed[],
  { lever, log }: SightDeps,
): Promise<readonly GroupSighting[]> {
  const regions = [...new Set([lever.region, ...lever.groups.map(({ group }) => group.region)])].toSorted();
  const readings = new Map<string, GroupReading>();
  for (const found of await Promise.all(regions.map((region) => readRegion(region, lever))))
    for (const [key, reading] of found) readings.set(key, reading);
  const configured = lever.groups.map((config) => {
    const reading = readings.get(groupKeyOf(config.group)) ?? ({ kind: 'missing' } as const);
    return sight(config, reading, needs, { lever, log });
  });
  const known = new Set(lever.groups.map(({ group }) => groupKeyOf(group)));
  const left = [...readings].flatMap(([key, reading]): readonly GroupSighting[] =>
    known.has(key) || reading.kind !== 'there' || !isOurs(reading.state, lever.cluster)
      ? []
      : [{ ref: reading.state.ref, config: undefined, reading }],
  );
  return [...(await Promise.all(configured)), ...left];
}

/** Any fault but a missing right ends the pass: what is not known is neither changed nor spoken of. */
async function readRegion(
  region: string,
  { client, groups }: SightDeps['lever'],
): Promise<readonly (readonly [string, GroupReading])[]> {
  const own = groups.flatMap(({ group }) => (group.region === region ? [group] : []));
  try {
    const states = await client.list(
      region,
      own.map(({ name }) => name),
    );
    return states.map((state) => [groupKeyOf(state.ref), { kind: 'there', state, troubles: {} }]);
  } catch (error) {
    if (!(error instanceof Forbidden)) throw error;
    const why = error.message;
    return own.map((group) => [groupKeyOf(group), { kind: 'unreadable', why }]);
  }
}

async function sight(
  config: NodeGroupConfig,
  reading: GroupReading,
  needs: readonly TargetNeed[],
  { lever, log }: SightDeps,
): Promise<GroupSighting> {
  const ref = config.group;
  const room = needs.find((need) => need.room !== undefined)?.room;
  if (room === undefined || reading.kind !== 'there' || tellsShape(config, room.nodes))
    return { ref, config, reading };
  try {
    return { ref, config, reading, typeShape: await lever.client.shapeOf(ref) };
  } catch (error) {
    log.warn('node groups: nobody tells its shape', { key: groupKeyOf(ref), error: String(error) });
    return { ref, config, reading };
  }
}

const isOurs = ({ record }: GroupState, cluster: string): boolean =>
  record.kind === 'record' && record.record.cluster === cluster;

/** A closer look at the groups that this plan changes, and at those whose instances do not come. */
export async function withTroubles(
  snapshot: NodeGroupsSnapshot,
  { groups: plans }: NodeGroupsPlan,
  { lever, log }: SightDeps,
): Promise<NodeGroupsSnapshot> {
  const changing = new Set(plans.map(({ group }) => groupKeyOf(group)));
  const groups = await Promise.all(
    snapshot.groups.map(async (sighting): Promise<GroupSighting> => {
      const { ref, reading } = sighting;
      if (reading.kind !== 'there') return sighting;
      const isShort =
        reading.state.record.kind === 'record' && reading.state.inService < reading.state.desired;
      if (!isShort && !changing.has(groupKeyOf(ref))) return sighting;
      try {
        const troubles = await lever.client.troublesOf(reading.state);
        return { ...sighting, reading: { ...reading, troubles } };
      } catch (error) {
        // A refresh that we may not see is none that we wait for.
        log.warn('node groups: nobody tells what keeps it', { key: groupKeyOf(ref), error: String(error) });
        return sighting;
      }
    }),
  );
  return { ...snapshot, groups };
}
