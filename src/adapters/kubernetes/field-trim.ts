/** Cuts objects down to named fields, so that thousands fit in a small memory. */
import { SharedValues } from './shared-values.ts';

/**
 * `own`: as it is. `shared`: as it is, held once for all objects where it is equal. A tree goes on below, in a list for
 * each element; with `shared` before it, what is left is held once.
 */
export type Kept = 'own' | 'shared' | KeptFields | readonly ['shared', KeptFields];
export interface KeptFields {
  readonly [field: string]: Kept;
}

/** The objects given away have the fields that are named and nothing else; what the caller takes them for must fit. */
export function trimTo<T>(fields: KeptFields): (object: object) => T {
  const values = new SharedValues();
  return (object) => keep(object, fields, values) as T;
}

function keep(value: unknown, kept: Kept, values: SharedValues): unknown {
  if (kept === 'own') return value;
  if (kept === 'shared') return values.share(value);
  if (isSharedTree(kept)) return values.share(keep(value, kept[1], values));
  if (Array.isArray(value)) return value.map((element) => keep(element, kept, values));
  if (typeof value !== 'object' || value === null) return value;
  const whole = value as Readonly<Record<string, unknown>>;
  const cut: Record<string, unknown> = {};
  for (const [field, below] of Object.entries(kept))
    if (whole[field] !== undefined) cut[field] = keep(whole[field], below, values);
  return cut;
}

const isSharedTree = (
  kept: KeptFields | readonly ['shared', KeptFields],
): kept is readonly ['shared', KeptFields] => Array.isArray(kept);
