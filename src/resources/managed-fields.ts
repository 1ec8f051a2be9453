/** Who wrote a field of an object last, as the API server keeps it in `metadata.managedFields`. */
import { parseInstant } from '../core/model/time.ts';
import type { FieldsV1, ObjectMeta } from './kube-object.ts';

/** Where a field stands: `['spec', 'minReplicas']`. */
export type OwnedPath = readonly string[];

/** The manager whose entry is the newest of those that own the field: applied fields may have several owners. */
export function managerOf({ managedFields = [] }: Pick<ObjectMeta, 'managedFields'>, path: OwnedPath) {
  let newest: { readonly manager: string | undefined; readonly at: number } | undefined;
  for (const { manager, time, fieldsV1 } of managedFields) {
    if (fieldsV1 === undefined || !owns(fieldsV1, path)) continue;
    const at = parseInstant(time ?? '') ?? 0;
    if (newest === undefined || at >= newest.at) newest = { manager, at };
  }
  return newest?.manager;
}

/** Who owns a field as a whole owns all that is in it. */
export function owns(tree: FieldsV1, [step, ...rest]: OwnedPath): boolean {
  if (step === undefined) return true;
  const below = tree[`f:${step}`];
  if (below === undefined) return false;
  return rest.length === 0 || isLeaf(below) || owns(below, rest);
}

const isLeaf = (tree: FieldsV1): boolean => Object.keys(tree).length === 0;
