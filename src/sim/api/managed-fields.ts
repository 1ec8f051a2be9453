/** Which manager wrote which field last, for the kinds that several managers write. */
import { formatInstant, type Instant } from '../../core/model/time.ts';
import type { FieldsV1, ManagedFieldsEntry } from '../../resources/kube-object.ts';
import { isSameValue } from '../../resources/same-value.ts';
import type { Kind, KubeObject } from './objects.ts';

const TRACKED: ReadonlySet<Kind> = new Set<Kind>(['HorizontalPodAutoscaler', 'Deployment']);

export interface Writer {
  readonly manager: string;
  readonly at: Instant;
}

/** One entry per manager, the newest last; a manager that owns nothing any more has none. */
export function claimFields<T extends KubeObject>(object: T, previous: T | undefined, writer: Writer): T {
  if (!TRACKED.has(object.kind)) return object;
  const changed = changesOf(['f:spec'], object.spec, previous?.spec);
  if (changed.length === 0) return object;
  const untouched = (previous?.metadata.managedFields ?? []).map((entry) => ({
    ...entry,
    fieldsV1: changed.reduce<FieldsV1>((tree, { path }) => without(tree, path), entry.fieldsV1 ?? {}),
  }));
  const kept = untouched.find(({ manager }) => manager === writer.manager)?.fieldsV1 ?? {};
  const own: ManagedFieldsEntry = {
    manager: writer.manager,
    operation: 'Update',
    apiVersion: object.apiVersion,
    time: formatInstant(writer.at),
    fieldsType: 'FieldsV1',
    fieldsV1: changed.reduce<FieldsV1>((tree, { path, gone }) => (gone ? tree : withLeaf(tree, path)), kept),
  };
  const others = untouched.filter(({ manager }) => manager !== writer.manager);
  const managedFields = [...others, own].filter(({ fieldsV1 = {} }) => Object.keys(fieldsV1).length > 0);
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

interface FieldChange {
  readonly path: readonly string[];
  readonly gone: boolean;
}

/** Lists count as one field, as in a merge patch. */
function changesOf(path: readonly string[], now: unknown, before: unknown): FieldChange[] {
  if (now === before) return [];
  if (!isMap(now) && !isMap(before))
    return isSameValue(now, before) ? [] : [{ path, gone: now === undefined }];
  const [after, previous] = [isMap(now) ? now : {}, isMap(before) ? before : {}];
  return [...new Set([...Object.keys(after), ...Object.keys(previous)])].flatMap((key) =>
    changesOf([...path, `f:${key}`], after[key], previous[key]),
  );
}

/** A branch that nothing is left of goes too. */
function without(tree: FieldsV1, [step, ...rest]: readonly string[]): FieldsV1 {
  const below = step === undefined ? undefined : tree[step];
  if (step === undefined || below === undefined) return tree;
  const { [step]: _, ...others } = tree;
  const left = rest.length === 0 ? {} : without(below, rest);
  return Object.keys(left).length === 0 ? others : { ...others, [step]: left };
}

const withLeaf = (tree: FieldsV1, [step, ...rest]: readonly string[]): FieldsV1 =>
  step === undefined ? tree : { ...tree, [step]: withLeaf(tree[step] ?? {}, rest) };

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
