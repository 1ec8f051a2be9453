/** Which objects a list or a watch is about: those of a path, sifted by the selectors of its query. */
import type { KubeObject } from '../api/objects.ts';
import { parseFieldSelector } from './field-selector.ts';
import { type Matches, parseLabelSelector } from './label-selector.ts';
import type { ResourcePath } from './paths.ts';

/** Throws 400 for a selector that is none. */
export function selectionOf(
  { type, namespace, name }: ResourcePath,
  query: URLSearchParams,
): Matches<KubeObject> {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', type);
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) &&
    (name === undefined || object.metadata.name === name) &&
    labels(object.metadata.labels ?? {}) &&
    fields(object);
}
