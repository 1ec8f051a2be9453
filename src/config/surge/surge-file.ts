/** Surges and their schedules in a file, as for kubectl: any number of documents, lists too. Every problem is named, with its line. */
import * as z from 'zod';
import { recurrenceSchema } from '../../core/prescale/recurrence.ts';
import type { FieldPath } from '../../core/schema/field-path.ts';
import { choice, saying } from '../../core/schema/fields.ts';
import { type Checked, checkValue, type Finding } from '../../core/schema/finding.ts';
import { SURGE_API_VERSION } from '../../resources/surge/codec.ts';
import { surgeSpecSchema } from '../../resources/surge/spec-schema.ts';
import { surgeScheduleSpecSchema } from '../../resources/surge-schedule/spec-schema.ts';
import { problemsOf } from '../scenario/file-problems.ts';
import type { Failure } from '../scenario/problem.ts';
import { readYamlStream, type YamlReading } from '../scenario/yaml-document.ts';

/** As its author wrote it: what is left out is filled in by the API server. */
export interface SurgeDraft {
  readonly apiVersion: string;
  readonly kind: keyof typeof SPECS;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  };
  readonly spec: unknown;
}

export type SurgeFile = { readonly ok: true; readonly drafts: readonly SurgeDraft[] } | Failure;

const SPECS = { Surge: surgeSpecSchema, SurgeSchedule: surgeScheduleSpecSchema } as const;
const KINDS = ['Surge', 'SurgeSchedule'] as const;

const nameLike = saying('a name of a-z, 0-9, - and . such as push-1800');
/** The name of an object in the API. */
export const objectName = z.string(nameLike).regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, nameLike);
const texts = z.record(z.string(), z.string(saying('a text')));

/** What an API server adds of its own is passed over, so that what it gave can be applied again. */
const envelope = z.looseObject({
  apiVersion: choice([SURGE_API_VERSION]),
  kind: choice(KINDS),
  metadata: z.looseObject(
    {
      name: objectName,
      namespace: objectName.optional(),
      labels: texts.optional(),
      annotations: texts.optional(),
    },
    saying('a block with a name'),
  ),
});

/** Never throws. */
export function readSurgeFile(file: string, text: string): SurgeFile {
  const results = readYamlStream(file, text).map((reading) => readOne(file, reading));
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) return { ok: false, problems };
  const drafts = results.flatMap((result) => (result.ok ? result.drafts : []));
  if (drafts.length > 0) return { ok: true, drafts };
  const message = `expected at least one ${KINDS.join(' or ')}, got none`;
  return { ok: false, problems: [{ file, line: undefined, field: '', message }] };
}

function readOne(file: string, reading: YamlReading): SurgeFile {
  if (!reading.ok) return reading;
  const items = itemsOf(reading.value);
  const findings: Finding[] = [];
  const drafts: SurgeDraft[] = [];
  for (const [index, item] of items.values.entries()) {
    const path = items.isList ? ['items', index] : [];
    const head = checkValue(envelope, item, path);
    if (!head.ok) {
      findings.push(...head.findings);
      continue;
    }
    const spec = checkSpec(head.value.kind, head.value['spec'], [...path, 'spec']);
    if (spec.ok) drafts.push(draftOf(head.value));
    else findings.push(...spec.findings);
  }
  if (findings.length > 0) return { ok: false, problems: problemsOf(file, reading.lineOf, findings) };
  return { ok: true, drafts };
}

/** The API server knows no zones and no calendar: what it would let pass is refused here. */
function checkSpec(kind: SurgeDraft['kind'], spec: unknown, path: FieldPath): Checked<unknown> {
  const checked = checkValue(SPECS[kind], spec, path);
  if (!checked.ok || kind === 'Surge') return checked;
  const { surge: _, suspend: __, ...window } = spec as Readonly<Record<string, unknown>>;
  return checkValue(recurrenceSchema, window, path);
}

function itemsOf(value: unknown): { readonly isList: boolean; readonly values: readonly unknown[] } {
  const isList =
    typeof value === 'object' && value !== null && 'kind' in value && String(value.kind).endsWith('List');
  if (!isList) return { isList, values: [value] };
  const items = 'items' in value ? value.items : undefined;
  return Array.isArray(items) ? { isList, values: items } : { isList: false, values: [value] };
}

function draftOf({ apiVersion, kind, metadata, ...rest }: z.output<typeof envelope>): SurgeDraft {
  const { name, namespace, labels, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec: rest['spec'] };
}
