/**
 * The objects of one path as last heard of, and how each answer changes them. An object deleted and made again while
 * nobody listened is told as what it is: one gone, another come.
 */

export interface Entry<T> {
  readonly uid: string;
  readonly version: string;
  readonly object: T;
}

export type Change<T> =
  | { readonly type: 'ADDED'; readonly key: string; readonly object: T; readonly previous: undefined }
  | { readonly type: 'MODIFIED'; readonly key: string; readonly object: T; readonly previous: T }
  /** `object` as it was in the end, or as last known when nobody saw it go. */
  | { readonly type: 'DELETED'; readonly key: string; readonly object: T; readonly previous: T };

export class ObjectCache<T> {
  #entries = new Map<string, Entry<T>>();

  get(key: string): T | undefined {
    return this.#entries.get(key)?.object;
  }

  get size(): number {
    return this.#entries.size;
  }

  *items(): IterableIterator<readonly [key: string, object: T]> {
    for (const [key, { object }] of this.#entries) yield [key, object];
  }

  put(key: string, entry: Entry<T>): readonly Change<T>[] {
    const known = this.#entries.get(key);
    const changes = difference(key, known, entry);
    if (changes.length > 0) this.#entries.set(key, entry);
    return changes;
  }

  /** `last` is how it was in the end, where that is known. */
  remove(key: string, last?: Entry<T>): readonly Change<T>[] {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    if (known === undefined) return [];
    const object = last !== undefined && last.uid === known.uid ? last.object : known.object;
    return [{ type: 'DELETED', key, object, previous: known.object }];
  }

  /** These and no others; what was told before makes up the difference. */
  replace(entries: Map<string, Entry<T>>): readonly Change<T>[] {
    const before = this.#entries;
    this.#entries = entries;
    const changes: Change<T>[] = [];
    for (const [key, known] of before) if (!entries.has(key)) changes.push(gone(key, known));
    for (const [key, entry] of entries) {
      const known = before.get(key);
      const differences = difference(key, known, entry);
      changes.push(...differences);
      // What was told stays the object that is held.
      if (known !== undefined && differences.length === 0) entries.set(key, known);
    }
    return changes;
  }
}

function difference<T>(key: string, known: Entry<T> | undefined, entry: Entry<T>): readonly Change<T>[] {
  const { uid, version, object } = entry;
  const added: Change<T> = { type: 'ADDED', key, object, previous: undefined };
  if (known === undefined) return [added];
  if (known.uid !== uid) return [gone(key, known), added];
  return known.version === version ? [] : [{ type: 'MODIFIED', key, object, previous: known.object }];
}

const gone = <T>(key: string, { object }: Entry<T>): Change<T> => ({
  type: 'DELETED',
  key,
  object,
  previous: object,
});
