/** Where an apply and somebody else's fields differ. */
import type { FieldsV1, ManagedFieldsEntry } from '../../resources/kube-object.ts';
import { ApiError } from '../api/errors.ts';
import { changedFields, intersectionOf, pathsOf } from '../api/field-set.ts';
import type { NamedPath } from './context.ts';
import { mergeApplied } from './merge-applied.ts';
import { conflict } from './refusals.ts';

/** Fields that the live object has with another value than is wanted. */
export function changedAgainst(
  live: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): FieldsV1 | undefined {
  return changedFields(mergeApplied(live, wanted), live);
}

export function refuseConflicts(
  { type, name }: NamedPath,
  others: readonly ManagedFieldsEntry[],
  changed: FieldsV1 | undefined,
): void {
  if (changed === undefined) return;
  const causes = others.flatMap(({ manager = '', fieldsV1, subresource }) => {
    const shared = fieldsV1 === undefined ? undefined : intersectionOf(changed, fieldsV1);
    const by = `conflict with ${JSON.stringify(manager)}${subresource === undefined ? '' : ` with subresource ${JSON.stringify(subresource)}`}`;
    return shared === undefined
      ? []
      : pathsOf(shared).map((field) => ({ reason: 'FieldManagerConflict', message: by, field }));
  });
  if (causes.length === 0) return;
  const lines = causes.map(({ message, field }) => `${message}: ${field}`).join('\n');
  const said = conflict(type, name, '');
  const count = causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`;
  throw new ApiError(409, 'Conflict', `Apply failed with ${count}: ${lines}`, { ...said.details, causes });
}
