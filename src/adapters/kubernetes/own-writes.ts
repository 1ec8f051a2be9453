/**
 * How new a cached object must be before it may be believed: as new as our own last write of it, and, after a write
 * that failed, as new as what the server showed since. A write may have had its effect though its answer was lost.
 */

/**
 * What the answer to a write showed: the object as it is now, or the one field that was written, which `amend` brings to an
 * older object. That one keeps its version: what else is in it is as old as that, and a write that goes by it is refused.
 */
export type Shown<T> = { readonly object: T } | { readonly amend: (older: T) => T };

/** `unknown`: ask the server. `version`: the cache is good again from this resourceVersion on. */
type Debt<T> =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'version'; readonly version: string; readonly shown: Shown<T> | undefined };

const UNKNOWN = { kind: 'unknown' } as const;

export class OwnWrites<T extends { readonly metadata: { readonly resourceVersion: string } }> {
  readonly #debts = new Map<string, Debt<T>>();

  /** Also when a write has failed: until the server was asked, the cache is not. */
  begun(key: string): Debt<T> {
    // An object of its own: `seen` tells by it whether another write has begun since.
    const debt: Debt<T> = { ...UNKNOWN };
    this.#debts.set(key, debt);
    return debt;
  }

  ended(key: string, version: string, shown: Shown<T> | undefined): void {
    const known = this.#debts.get(key);
    // Answers may overtake each other.
    if (known?.kind === 'version' && isAtLeast(known.version, version)) return;
    this.#debts.set(key, { kind: 'version', version, shown });
  }

  /** The newest of what is cached and what our own writes brought; `ask` when only the server knows. */
  judge(key: string, cached: T | undefined): T | undefined | 'ask' {
    const debt = this.#debts.get(key);
    if (debt === undefined) return cached;
    if (debt.kind === 'unknown') return 'ask';
    if (cached !== undefined && isAtLeast(cached.metadata.resourceVersion, debt.version)) {
      this.#debts.delete(key);
      return cached;
    }
    // An object that the cache no longer has may have been deleted after we wrote it.
    if (cached === undefined || debt.shown === undefined) return 'ask';
    return 'object' in debt.shown ? debt.shown.object : debt.shown.amend(cached);
  }

  /** Of objects of which the cache may not be believed. */
  keys(): readonly string[] {
    return [...this.#debts.keys()];
  }

  debtOf(key: string): Debt<T> | undefined {
    return this.#debts.get(key);
  }

  /** What the server showed to a read that began when `debt` stood: the cache must get as far, or be without it as well. */
  seen(key: string, debt: Debt<T> | undefined, found: T | undefined, cached: T | undefined): void {
    if (this.#debts.get(key) !== debt) return;
    if (found !== undefined) this.ended(key, found.metadata.resourceVersion, { object: found });
    else if (cached === undefined) this.#debts.delete(key);
  }
}

const WHOLE = /^\d+$/;

/** Versions of one cluster grow with every write; those that are no numbers compare with nothing. */
export function isAtLeast(version: string, wanted: string): boolean {
  if (version === wanted) return true;
  return WHOLE.test(version) && WHOLE.test(wanted) && BigInt(version) > BigInt(wanted);
}
