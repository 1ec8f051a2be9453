/** Values of which there are few among many objects, held once: labels of a thousand pods of one Deployment are one object. */

/** Nodes and workloads come and go; what is no longer shared goes with the whole table, at the price of a second copy. */
const MOST_VALUES = 10_000;

export class SharedValues {
  readonly #values = new Map<string, unknown>();

  /** Equal, and the same as every equal value shared before. Objects are frozen: they belong to many. */
  share<T>(value: T): T {
    const text = JSON.stringify(value);
    const known = this.#values.get(text);
    if (known !== undefined) return known as T;
    if (this.#values.size >= MOST_VALUES) this.#values.clear();
    this.#values.set(text, freeze(value));
    return value;
  }
}

function freeze(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) freeze(part);
  return Object.freeze(value);
}
