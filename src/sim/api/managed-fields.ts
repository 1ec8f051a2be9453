/** Which manager wrote which field last, in the form of the wire (`metadata.managedFields`). */
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { FieldsV1, ManagedFieldsEntry } from '../../resources/kube-object.ts';
import { isSameValue } from '../../resources/same-value.ts';
import { changedFields, differenceOf, missingFields, unionOf } from './field-set.ts';
import type { Kind, KubeObject } from './objects.ts';

/** Who writes, and how: what an entry of managedFields is told apart by. */
export interface Writer {
  readonly manager: string;
  readonly operation: 'Update' | 'Apply';
  readonly subresource?: string | undefined;
  readonly at: Instant;
}

/** What of an object belongs to managers. */
export type Scope = (object: KubeObject) => Readonly<Record<string, unknown>>;

/** The cluster's own controllers are tracked where several managers write, and in the spec alone. */
const TRACKED: ReadonlySet<Kind> = new Set<Kind>(['HorizontalPodAutoscaler', 'Deployment']);
const specOf: Scope = ({ spec }) => ({ spec });

export function claimFields<T extends KubeObject>(object: T, previous: T | undefined, writer: Writer): T {
  return TRACKED.has(object.kind) ? claimWithin(specOf, object, previous, writer) : object;
}

/** What `writer` made or changed is its own now, and no longer anybody else's. */
export function claimWithin<T extends KubeObject>(
  scopeOf: Scope,
  object: T,
  previous: T | undefined,
  writer: Writer,
): T {
  const scope = scopeOf(object);
  const claimed = changedFields(scope, previous === undefined ? undefined : scopeOf(previous));
  const before = previous?.metadata.managedFields ?? [];
  const others = before.flatMap((entry) => entryWithout(entry, claimed, scope));
  const own = others.find((entry) => isBy(entry, writer));
  if (claimed === undefined) return withFields(object, others);
  const fieldsV1 = own === undefined ? claimed : unionOf(own.fieldsV1 ?? {}, claimed);
  return withFields(object, [
    ...others.filter((entry) => entry !== own),
    entryOf(writer, object.apiVersion, fieldsV1),
  ]);
}

export function entryOf(writer: Writer, apiVersion: string, fieldsV1: FieldsV1): ManagedFieldsEntry {
  const { manager, operation, subresource, at } = writer;
  const time = formatInstant(at);
  const whole = { manager, operation, apiVersion, time, fieldsType: 'FieldsV1', fieldsV1 };
  return subresource === undefined ? whole : { ...whole, subresource };
}

export const isBy = (
  entry: ManagedFieldsEntry,
  { manager, operation, subresource }: Omit<Writer, 'at'>,
): boolean => entry.manager === manager && entry.operation === operation && entry.subresource === subresource;

export const withFields = <T extends KubeObject>(
  object: T,
  managedFields: readonly ManagedFieldsEntry[],
): T => ({
  ...object,
  metadata: { ...object.metadata, managedFields },
});

/** What is left to an entry when somebody else has `claimed` fields, and some are gone from the object. */
function entryWithout(
  entry: ManagedFieldsEntry,
  claimed: FieldsV1 | undefined,
  scope: Readonly<Record<string, unknown>>,
): readonly ManagedFieldsEntry[] {
  const { fieldsV1 } = entry;
  if (fieldsV1 === undefined) return [];
  const kept = claimed === undefined ? fieldsV1 : differenceOf(fieldsV1, claimed);
  const gone = kept && missingFields(kept, scope);
  const left = kept && gone ? differenceOf(kept, gone) : kept;
  if (left === undefined) return [];
  return [left === fieldsV1 ? entry : { ...entry, fieldsV1: left }];
}

/** Do managers own the same fields of both? When they wrote them last is another question. */
export function ownSame(a: KubeObject, b: KubeObject): boolean {
  const [{ managedFields: of = [] }, { managedFields: other = [] }] = [a.metadata, b.metadata];
  return of === other || isSameValue(of.map(withoutTime), other.map(withoutTime));
}

function withoutTime({ time: _, ...entry }: ManagedFieldsEntry): ManagedFieldsEntry {
  return entry;
}
