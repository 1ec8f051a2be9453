/** What of a patch a writer may ask for; all else in it is the server's own business, and passed over. */
import type { JsonObject } from '../../resources/json.ts';
import { isObject } from './merge-patch.ts';

export function mainPartOf({ metadata, spec }: JsonObject): JsonObject {
  if (!isObject(metadata)) return { spec };
  const { annotations, labels, ownerReferences } = metadata;
  return { metadata: { annotations, labels, ownerReferences }, spec };
}

export const statusPartOf = ({ status }: JsonObject): JsonObject => ({ status });

/** A version in the patch is a precondition, as one beside it is. */
export function versionIn({ metadata }: JsonObject): string | undefined {
  const version = isObject(metadata) ? metadata['resourceVersion'] : undefined;
  return typeof version === 'string' ? version : undefined;
}
