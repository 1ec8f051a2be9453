/** Where an object of a FakeKube is: the parts of its path, and the key made of them. */

export interface Place {
  readonly group: string;
  readonly plural: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly subresource?: string | undefined;
}

const PATH =
  /^\/(?:api\/v1|apis\/([^/]+)\/[^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;

export const isPath = (path: string): boolean => PATH.test(path);

export function placeOf(path: string): Place {
  const [, group = '', namespace, plural = '', name, subresource] = PATH.exec(path) ?? [];
  return { group, plural, namespace, name, subresource };
}

export const keyOf = ({ group, plural, namespace = '', name = '' }: Place): string =>
  `${group}|${plural}|${namespace}|${name}`;

export function parseKey(key: string): Place {
  const [group = '', plural = '', namespace, name] = key.split('|');
  return { group, plural, namespace, name };
}

export const within = (place: Place, wanted: Place): boolean =>
  place.group === wanted.group &&
  place.plural === wanted.plural &&
  (wanted.namespace === undefined || place.namespace === wanted.namespace);
