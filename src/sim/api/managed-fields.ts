/** Which manager wrote which field last, for the kinds that several managers write. */
import type { Kind, KubeObject, ManagedField } from './objects.ts';
import { isSameValue } from './same-value.ts';

const TRACKED: ReadonlySet<Kind> = new Set<Kind>(['HorizontalPodAutoscaler', 'Deployment']);

export function claimFields<T extends KubeObject>(object: T, previous: T | undefined, manager: string): T {
  if (!TRACKED.has(object.kind)) return object;
  const changed = changesOf('spec', object.spec, previous?.spec);
  if (changed.length === 0) return object;
  const paths = new Set(changed.map(({ path }) => path));
  const untouched = (previous?.metadata.managedFields ?? [])
    .map((field) => ({ ...field, paths: field.paths.filter((path) => !paths.has(path)) }))
    .filter((field) => field.paths.length > 0);
  const kept = untouched.find((field) => field.manager === manager)?.paths ?? [];
  const claimed = changed.filter(({ gone }) => !gone).map(({ path }) => path);
  const own: ManagedField = { manager, operation: 'Update', paths: [...kept, ...claimed].toSorted() };
  const others = untouched.filter((field) => field.manager !== manager);
  const managedFields = own.paths.length === 0 ? others : [...others, own];
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** Who wrote `path` last. */
export const managerOf = (object: KubeObject, path: string): string | undefined =>
  object.metadata.managedFields?.find((field) => field.paths.includes(path))?.manager;

interface FieldChange {
  readonly path: string;
  readonly gone: boolean;
}

/** Lists count as one field, as in a merge patch. */
function changesOf(path: string, now: unknown, before: unknown): FieldChange[] {
  if (now === before) return [];
  if (!isMap(now) && !isMap(before))
    return isSameValue(now, before) ? [] : [{ path, gone: now === undefined }];
  const [after, previous] = [isMap(now) ? now : {}, isMap(before) ? before : {}];
  return [...new Set([...Object.keys(after), ...Object.keys(previous)])].flatMap((key) =>
    changesOf(`${path}.${key}`, after[key], previous[key]),
  );
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
