/** What a surge says of the nodes of each target: as it is stored, and as a merge patch that replaces one of them. */
import type { Surge } from '../../core/model/surge.ts';
import type { SurgeTargetCapacity } from '../../core/model/surge-capacity.ts';
import { formatInstant, parseInstant } from '../../core/model/time.ts';
import { isRecord, type JsonObject, toJson } from '../json.ts';
import { targetCapacitySchema } from './capacity-schema.ts';

/** An entry that Forescale did not write is as good as none: the next pass says anew what stands. */
export function readCapacities(status: unknown): Surge['capacity'] {
  const stored = isRecord(status) ? status['capacity'] : undefined;
  if (!isRecord(stored)) return undefined;
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, entry]) => {
      const read = readCapacity(entry);
      return read === undefined ? [] : [[key, read]];
    }),
  );
}

function readCapacity(stored: unknown): SurgeTargetCapacity | undefined {
  const read = targetCapacitySchema.safeParse(stored);
  if (!read.success) return undefined;
  const [since, at] = [parseInstant(read.data.since), parseInstant(read.data.at)];
  if (since === undefined || at === undefined) return undefined;
  return { ...read.data, nodes: read.data.nodes, since, at };
}

const NOTHING: Readonly<Record<keyof SurgeTargetCapacity, null>> = {
  phase: null,
  buffer: null,
  groups: null,
  chunks: null,
  nodes: null,
  since: null,
  message: null,
  conditions: null,
  at: null,
};

/** A merge patch of the status subresource. What is undefined now does not linger, of this target; others are left alone. */
export function capacityPatch(key: string, { since, at, ...rest }: SurgeTargetCapacity): JsonObject {
  const entry = { ...toJson(rest), since: formatInstant(since), at: formatInstant(at) };
  return { status: { capacity: { [key]: { ...NOTHING, ...entry } } } };
}
