/** The status of a surge on each target: as it is stored, and as a merge patch that replaces one of them. */
import type { Bounds } from '../../core/model/floor-record.ts';
import type { Surge, SurgeCondition, SurgeTargetStatus } from '../../core/model/surge.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/model/time.ts';
import { isRecord, type JsonObject, toJson } from '../json.ts';
import { isSameValue } from '../same-value.ts';
import { targetStatusSchema } from './status-schema.ts';

/** What was stored before, and what had been read of it. */
export interface EarlierStatuses {
  readonly stored: unknown;
  readonly read: Surge['status'];
}

/** An entry that Forescale did not write is as good as none: the record on the target has the same to say. */
export function readStatuses(status: unknown, earlier?: EarlierStatuses): Surge['status'] {
  const before = targetsIn(earlier?.stored);
  return Object.fromEntries(
    Object.entries(targetsIn(status)).flatMap(([key, stored]) => {
      const known = isSameValue(stored, before[key]) ? earlier?.read[key] : undefined;
      const read = known ?? readStatus(stored);
      return read === undefined ? [] : [[key, read]];
    }),
  );
}

const targetsIn = (status: unknown): Readonly<Record<string, unknown>> =>
  isRecord(status) && isRecord(status['targets']) ? status['targets'] : {};

function readStatus(stored: unknown): SurgeTargetStatus | undefined {
  const read = targetStatusSchema.safeParse(stored);
  if (!read.success) return undefined;
  const { baseline, conditions, raisedAt, readySince, warmAt, at, ...rest } = read.data;
  const { min, max, scaleDownSeconds } = baseline;
  return {
    ...rest,
    baseline: { min, max, scaleDownSeconds },
    // A type that a later version wrote is replaced by the next status: nothing is decided by it.
    conditions: conditions as readonly SurgeCondition[],
    raisedAt: readInstant(raisedAt),
    readySince: readInstant(readySince),
    warmAt: readInstant(warmAt),
    at: readInstant(at),
  };
}

const readInstant = (text: string | undefined): Instant | undefined =>
  text === undefined ? undefined : parseInstant(text);

type Nulls<T> = Readonly<Record<keyof T, null>>;
const NO_BOUNDS: Nulls<Bounds> = { min: null, max: null, scaleDownSeconds: null };
const NO_STATUS: Nulls<SurgeTargetStatus> = {
  phase: null,
  uid: null,
  baseline: null,
  woken: null,
  raisedAt: null,
  late: null,
  readySince: null,
  warmAt: null,
  reasserts: null,
  conditions: null,
  at: null,
};

/** A merge patch of the status subresource. What is undefined now does not linger, of this target; others are left alone. */
export function statusPatch(key: string, status: SurgeTargetStatus): JsonObject {
  const baseline = { ...NO_BOUNDS, ...toJson(status.baseline) };
  return { status: { targets: { [key]: { ...NO_STATUS, ...writeStatus(status), baseline } } } };
}

function writeStatus({ raisedAt, readySince, warmAt, at, ...rest }: SurgeTargetStatus): JsonObject {
  return toJson({
    ...rest,
    raisedAt: writeInstant(raisedAt),
    readySince: writeInstant(readySince),
    warmAt: writeInstant(warmAt),
    at: writeInstant(at),
  });
}

const writeInstant = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : formatInstant(at);
