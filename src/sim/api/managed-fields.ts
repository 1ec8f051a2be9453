/** Which manager wrote which field last, for the kinds that several managers write. */
import type { Kind, KubeObject, ManagedField } from './objects.ts';

const TRACKED: ReadonlySet<Kind> = new Set<Kind>(['HorizontalPodAutoscaler', 'Deployment']);

export function claimFields<T extends KubeObject>(object: T, previous: T | undefined, manager: string): T {
  if (!TRACKED.has(object.kind)) return object;
  const changed = changedPaths(object, previous);
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

function changedPaths(object: KubeObject, previous: KubeObject | undefined): string[] {
  const now = asRecord(object.spec);
  const before = asRecord(previous?.spec);
  return [...new Set([...Object.keys(now), ...Object.keys(before)])]
    .filter((key) => now[key] !== before[key] && JSON.stringify(now[key]) !== JSON.stringify(before[key]))
    .map((key) => `spec.${key}`);
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  (value ?? {}) as Readonly<Record<string, unknown>>;
