/** What the path of a request names: a resource, one object, a subresource of it. */
import { unknownPath } from './refusals.ts';
import { RESOURCE_TYPES, type ResourceType, type Subresource } from './resource-types.ts';

export interface ResourcePath {
  readonly type: ResourceType;
  /** Undefined: all of them, or none as the resource lives in none. */
  readonly namespace: string | undefined;
  /** Undefined: the collection. */
  readonly name: string | undefined;
  readonly subresource: Subresource | undefined;
}

/** `/api/v1/...` and `/apis/GROUP/VERSION/...`; throws 404 for what is not served. */
export function parseResourcePath(path: string): ResourcePath {
  const steps = stepsOf(path);
  const [root, ...after] = steps;
  const [group, version, ...rest] = root === 'api' ? ['', ...after] : after;
  if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined)
    throw unknownPath();
  const find = (plural: string | undefined): ResourceType | undefined =>
    RESOURCE_TYPES.find((type) => type.group === group && type.version === version && type.plural === plural);
  const [first, namespace, plural, ...more] = rest;
  if (first === 'namespaces' && plural !== undefined && find(plural) !== undefined)
    return pathOf(find(plural), namespace, more);
  const [, ...others] = rest;
  return pathOf(find(first), undefined, others);
}

function pathOf(
  type: ResourceType | undefined,
  namespace: string | undefined,
  [name, subresource, ...more]: readonly string[],
): ResourcePath {
  if (type === undefined || more.length > 0) throw unknownPath();
  if (type.namespaced ? name !== undefined && namespace === undefined : namespace !== undefined)
    throw unknownPath();
  if (subresource === undefined) return { type, namespace, name, subresource };
  const known = type.subresources.find((one) => one === subresource);
  if (known === undefined) throw unknownPath();
  return { type, namespace, name, subresource: known };
}

function stepsOf(path: string): readonly string[] {
  try {
    return path
      .split('/')
      .slice(1)
      .filter((step) => step !== '')
      .map(decodeURIComponent);
  } catch {
    throw unknownPath();
  }
}
