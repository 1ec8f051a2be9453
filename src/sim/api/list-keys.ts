/** How the lists of Kubernetes objects merge: item by item where items have keys, whole where they have none. */

/** By the name of the field: the keys that tell items apart, as server-side apply counts them. */
const KEYED: Readonly<Record<string, readonly string[]>> = {
  conditions: ['type'],
  containers: ['name'],
  env: ['name'],
  ephemeralContainers: ['name'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ownerReferences: ['uid'],
  points: ['afterSeconds'],
  ports: ['containerPort', 'protocol'],
  targets: ['kind', 'name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

/** Lists of plain values of which each counts once. */
const SETS: ReadonlySet<string> = new Set(['finalizers']);

/** Maps that are written whole: half a selector selects something else. */
const WHOLE: ReadonlySet<string> = new Set(['labelSelector', 'selector']);

/** What a key is when an item leaves it out. */
const DEFAULT_KEYS: Readonly<Record<string, unknown>> = { protocol: 'TCP' };

export const isSetField = (field: string): boolean => SETS.has(field);
export const isWholeField = (field: string): boolean => WHOLE.has(field);

type Item = Readonly<Record<string, unknown>>;

/** The keys of the items of a list by that name; undefined: the list is one value. */
export function keysOfList(field: string, items: readonly unknown[]): readonly string[] | undefined {
  const keys = Object.hasOwn(KEYED, field) ? KEYED[field] : undefined;
  return keys !== undefined && items.every((item) => isItem(item) && hasKeys(item, keys)) ? keys : undefined;
}

/** The key values of one item, in the order of their names. */
export const keyOfItem = (item: unknown, keys: readonly string[]): string =>
  JSON.stringify(Object.fromEntries(keys.map((key) => [key, keyValue(item as Item, key)])));

const keyValue = (item: Item, key: string): unknown => item[key] ?? DEFAULT_KEYS[key];
const hasKeys = (item: Item, keys: readonly string[]): boolean =>
  keys.every((key) => keyValue(item, key) !== undefined);
const isItem = (item: unknown): item is Item =>
  typeof item === 'object' && item !== null && !Array.isArray(item);
