/** Surges as objects of the embedded API: start and end in RFC 3339, all else as in the model, absent for undefined. */
import type { Bounds } from '../../core/model/floor-record.ts';
import type { Surge, SurgeTargetStatus } from '../../core/model/surge.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/model/time.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { SurgeObject } from '../api/objects.ts';
import type { Draft } from '../api/server.ts';

type SurgeSpec = Omit<Surge, 'id' | 'status' | 'start' | 'end'> & {
  readonly start: string;
  readonly end: string;
};

export function surgeDraft(surge: Surge): Draft<'Surge'> {
  const [namespace, name] = splitId(surge.id);
  return { apiVersion: 'forescale.dev/v1alpha1', metadata: { namespace, name }, spec: surgeSpec(surge) };
}

export function surgeSpec({ id: _, status: __, start, end, ...rest }: Surge): JsonObject {
  const spec: SurgeSpec = { ...rest, start: formatInstant(start), end: formatInstant(end) };
  return toJson(spec);
}

export function surgeOf(object: SurgeObject): Surge {
  const { start, end, ...rest } = object.spec as unknown as SurgeSpec;
  const targets = (object.status?.['targets'] ?? {}) as Surge['status'];
  return {
    ...rest,
    id: `${object.metadata.namespace ?? ''}/${object.metadata.name}`,
    start: readInstant(start),
    end: readInstant(end),
    status: Object.fromEntries(Object.entries(targets).map(([key, status]) => [key, readStatus(status)])),
  };
}

const NO_BOUNDS: Readonly<Record<keyof Bounds, null>> = { min: null, max: null, scaleDownSeconds: null };
const NO_STATUS: Readonly<Record<keyof SurgeTargetStatus, null>> = {
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

/** A merge patch that replaces the status of one target: what is undefined now must not linger. */
export function statusPatch(key: string, status: SurgeTargetStatus): JsonObject {
  const baseline = { ...NO_BOUNDS, ...toJson(status.baseline) };
  return { status: { targets: { [key]: { ...NO_STATUS, ...toJson(status), baseline } } } };
}

const toJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

/** Keys that a merge patch took out come back as undefined. */
const readStatus = (stored: SurgeTargetStatus): SurgeTargetStatus => ({
  ...stored,
  baseline: {
    min: stored.baseline.min,
    max: stored.baseline.max,
    scaleDownSeconds: stored.baseline.scaleDownSeconds,
  },
  raisedAt: stored.raisedAt,
  readySince: stored.readySince,
  warmAt: stored.warmAt,
});

export function splitId(id: string): readonly [string, string] {
  const slash = id.indexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}

function readInstant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined)
    throw new RangeError(`surge: expected an RFC 3339 instant, got ${JSON.stringify(text)}`);
  return at;
}
