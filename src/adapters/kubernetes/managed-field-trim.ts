/** `metadata.managedFields` is half of most objects; who owns a few fields is all that is read of it. */
import type { FieldsV1, ManagedFieldsEntry } from '../../resources/kube-object.ts';
import { type OwnedPath, owns } from '../../resources/managed-fields.ts';

/** Says of `paths`, none of which is within another, what `entries` say, and nothing else. */
export function trimManagedFields(
  entries: readonly ManagedFieldsEntry[],
  paths: readonly OwnedPath[],
): readonly ManagedFieldsEntry[] {
  return entries.flatMap(({ manager, time, fieldsV1 = {} }) => {
    const owned = paths.filter((path) => owns(fieldsV1, path));
    if (owned.length === 0) return [];
    const fields = owned.map(treeOf).reduce(joinTrees);
    return [
      {
        ...(manager === undefined ? {} : { manager }),
        ...(time === undefined ? {} : { time }),
        fieldsV1: fields,
      },
    ];
  });
}

const treeOf = (path: OwnedPath): FieldsV1 =>
  path.reduceRight<FieldsV1>((below, step) => ({ [`f:${step}`]: below }), {});

function joinTrees(first: FieldsV1, second: FieldsV1): FieldsV1 {
  const joined: Record<string, FieldsV1> = { ...first };
  for (const [step, below] of Object.entries(second)) joined[step] = joinTrees(joined[step] ?? {}, below);
  return joined;
}
