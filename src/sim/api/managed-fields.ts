/** Which manager wrote which field last, for the kinds that several managers write. */
import type { Kind, KubeObject, ManagedField } from './objects.ts';
import { isSameValue } from './same-value.ts';

const TRACKED: ReadonlySet<Kind> = new Set<Kind>(['HorizontalPodAutoscaler', 'Deployment']);

export function claimFields<T extends KubeObject>(object: T, previous: T | undefined, manager: string): T {
  if (!TRACKED.has(object.kind)) return object;
  const changed = changedPaths('spec', object.spec, previous?.spec);
  if (changed.length === 0) return object;
  const others = (previous?.metadata.managedFields ?? [])
    .map((field) => ({ ...field, paths: field.paths.filter((path) => !changed.includes(path)) }))
    .filter((field) => field.paths.length > 0 && field.manager !== manager);
  const kept = previous?.metadata.managedFields?.find((field) => field.manager === manager);
  const paths = [...new Set([...(kept?.paths ?? []), ...changed])].toSorted();
  const managedFields: ManagedField[] = [...others, { manager, operation: 'Update', paths }];
  return { ...object, metadata: { ...object.metadata, managedFields } };
}

/** Who wrote `path` last. */
export const managerOf = (object: KubeObject, path: string): string | undefined =>
  object.metadata.managedFields?.find((field) => field.paths.includes(path))?.manager;

/** Lists count as one field, as in a merge patch. */
function changedPaths(path: string, now: unknown, before: unknown): string[] {
  if (now === before) return [];
  if (!isMap(now) && !isMap(before)) return isSameValue(now, before) ? [] : [path];
  const [after, previous] = [isMap(now) ? now : {}, isMap(before) ? before : {}];
  return [...new Set([...Object.keys(after), ...Object.keys(previous)])].flatMap((key) =>
    changedPaths(`${path}.${key}`, after[key], previous[key]),
  );
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
