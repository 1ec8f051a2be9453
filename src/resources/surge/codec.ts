/** Surges between custom resource and model. A resource that cannot be one says why, field by field. */
import type { Surge } from '../../core/model/surge.ts';
import type { TargetRef } from '../../core/model/target.ts';
import { formatInstant, type Instant, parseInstant, plus, toSeconds } from '../../core/model/time.ts';
import type { SurgeTemplate } from '../../core/prescale/surge-schedule.ts';
import { fieldOf } from '../../core/schema/field-path.ts';
import { checkValue, type Finding } from '../../core/schema/finding.ts';
import type { ObjectMeta } from '../kube-object.ts';
import { readCapacities } from './capacity-codec.ts';
import { readDemand, readSeconds, writeDemand } from './demand-codec.ts';
import { type SURGE_FIELDS, type SurgeSpec, surgeSpecSchema } from './spec-schema.ts';
import { readStatuses } from './status-codec.ts';

export const SURGE_API_VERSION = 'forescale.dev/v1alpha1';

/** As it comes from the API, whatever stands in it. */
export interface SurgeResource {
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace'> &
    Partial<Pick<ObjectMeta, 'creationTimestamp' | 'uid'>>;
  readonly spec?: unknown;
  readonly status?: unknown;
}

export type SurgeReading =
  | { readonly kind: 'surge'; readonly surge: Surge }
  /** Each problem names a field, what was expected there and what was found: `spec.end: expected ..., got ...`. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * `earlier`: what was read before of an object of the same generation, whose spec is the same then: neither that is read
 * again, nor what is said of a target and has not changed. A surge of a thousand targets is read once, not a thousand times.
 */
export function readSurge(
  { metadata, spec, status }: SurgeResource,
  earlier?: { readonly reading: SurgeReading; readonly status: unknown },
): SurgeReading {
  const reading = earlier?.reading ?? readSpec(metadata, spec);
  if (reading.kind === 'refused') return reading;
  const statuses = readStatuses(status, earlier && { stored: earlier.status, read: reading.surge.status });
  return { kind: 'surge', surge: { ...reading.surge, status: statuses, capacity: readCapacities(status) } };
}

function readSpec(metadata: SurgeResource['metadata'], spec: unknown): SurgeReading {
  const { namespace = '', name, uid, creationTimestamp } = metadata;
  const read = checkValue(surgeSpecSchema, spec, ['spec']);
  if (!read.ok) return { kind: 'refused', problems: read.findings.map(wordFinding) };
  const createdAt = parseInstant(creationTimestamp ?? '');
  const made = { ...(uid === undefined ? {} : { uid }), ...(createdAt === undefined ? {} : { createdAt }) };
  return { kind: 'surge', surge: { ...surgeOf(read.value, `${namespace}/${name}`), ...made, status: {} } };
}

export const wordFinding = ({ path, message }: Finding): string =>
  path.length === 0 ? message : `${fieldOf(path)}: ${message}`;

function surgeOf(spec: SurgeSpec, id: string): Omit<Surge, 'status' | 'capacity'> {
  const start = readInstant(spec.start);
  const end =
    spec.end === undefined ? plus(start, readSeconds(spec.durationSeconds ?? 0)) : readInstant(spec.end);
  return { ...readTemplate(spec, id), start, end, override: spec.override, cancelled: spec.cancelled };
}

/** What a surge has in common with those of a schedule: nobody stands behind it by name, and it is on. */
export function readTemplate(spec: Pick<SurgeSpec, keyof typeof SURGE_FIELDS>, id: string): SurgeTemplate {
  const [namespace] = splitId(id);
  return {
    id,
    targets: spec.targets.map(({ kind, name, demand }) => {
      const ref: TargetRef = { kind, namespace, name };
      return demand === undefined ? { ref } : { ref, demand: readDemand(demand) };
    }),
    demand: readDemand(spec.demand),
    ceiling: spec.ceiling === undefined ? { kind: 'cap' } : { kind: 'raise', to: spec.ceiling.raiseTo },
    lead: spec.leadSeconds === undefined ? undefined : readSeconds(spec.leadSeconds),
    nodeLead: spec.nodes === undefined ? undefined : readSeconds(spec.nodes.leadSeconds),
    cancelled: false,
  };
}

/** The schema has seen to it that it is one. */
const readInstant = (text: string): Instant => parseInstant(text) as Instant;

export interface SurgeManifest {
  readonly apiVersion: typeof SURGE_API_VERSION;
  readonly kind: 'Surge';
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: SurgeSpec;
}

export function surgeManifest(surge: Surge): SurgeManifest {
  const [namespace, name] = splitId(surge.id);
  return {
    apiVersion: SURGE_API_VERSION,
    kind: 'Surge',
    metadata: { namespace, name },
    spec: surgeSpec(surge),
  };
}

/** Throws a RangeError for a target in another namespace than the surge: no Surge can name it. */
export function surgeSpec(surge: Surge): SurgeSpec {
  const { ceiling, override, lead, nodeLead } = surge;
  const [namespace] = splitId(surge.id);
  return {
    start: formatInstant(surge.start),
    end: formatInstant(surge.end),
    targets: surge.targets.map(({ ref, demand }) => ({
      ...writeRef(ref, namespace),
      ...(demand === undefined ? {} : { demand: writeDemand(demand) }),
    })),
    demand: writeDemand(surge.demand),
    ...(ceiling.kind === 'cap' ? {} : { ceiling: { raiseTo: ceiling.to } }),
    ...(lead === undefined ? {} : { leadSeconds: toSeconds(lead) }),
    ...(nodeLead === undefined ? {} : { nodes: { leadSeconds: toSeconds(nodeLead) } }),
    ...(override === undefined ? {} : { override }),
    cancelled: surge.cancelled,
  };
}

function writeRef({ kind, namespace, name }: TargetRef, own: string): Pick<TargetRef, 'kind' | 'name'> {
  if (namespace !== own)
    throw new RangeError(
      `writing a surge: expected its targets in namespace "${own}", got "${namespace}/${name}"`,
    );
  return { kind, name };
}

/** `namespace/name` of an id. */
export function splitId(id: string): readonly [namespace: string, name: string] {
  const slash = id.indexOf('/');
  return [id.slice(0, slash), id.slice(slash + 1)];
}
