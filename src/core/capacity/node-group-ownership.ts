/** Whose minimum stands on a group: what we wrote is ours as long as it stands, anything else is what the owner says now. */
import { type GroupRecord, type GroupState, groupKeyOf } from '../model/node-group.ts';
import type { Surge } from '../model/surge.ts';
import type { GroupHold } from '../model/surge-capacity.ts';

export interface GroupOwnership {
  /** The minimum that the owner wants. */
  readonly owner: number;
  /** Minimums of ours that may be on their way to the group still. */
  readonly inFlight: readonly number[];
}

/** `hold`: what the surges say of the group, in case its tag was taken away (by Terraform, say) and its minimum was not. */
export function ownershipOf({ min, record }: GroupState, hold: GroupHold | undefined): GroupOwnership {
  if (record.kind !== 'record')
    return { owner: hold !== undefined && hold.size === min ? hold.min : min, inFlight: [] };
  const { owner, wrote, was } = record.record;
  const inFlight = [...new Set([wrote, ...was])].filter((one) => one !== min);
  return { owner: min === wrote || was.includes(min) ? owner : min, inFlight };
}

/** The last that surges said of the group while they held it. */
export function holdOf(state: GroupState, surges: readonly Surge[]): GroupHold | undefined {
  const key = groupKeyOf(state.ref);
  return surges
    .flatMap(({ capacity }) => Object.values(capacity ?? {}))
    .filter(({ phase }) => phase !== 'Released')
    .toSorted((a, b) => b.at - a.at)
    .flatMap(({ groups = [] }) => groups)
    .find((hold) => groupKeyOf(hold) === key);
}

/** Recorded for another cluster: it is left alone. */
export const isForeign = ({ record }: GroupState, cluster: string): boolean =>
  record.kind === 'record' && record.record.cluster !== cluster;

export const sameRecord = (a: GroupRecord, b: GroupRecord): boolean =>
  a.cluster === b.cluster &&
  a.owner === b.owner &&
  a.wrote === b.wrote &&
  a.was.length === b.was.length &&
  a.was.every((one) => b.was.includes(one));
