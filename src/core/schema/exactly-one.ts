/** A choice between keys: one of them has to be there, and no other. */
import type * as z from 'zod';

export function requireOne<K extends string>(
  given: Readonly<Partial<Record<K, unknown>>>,
  keys: readonly K[],
  context: z.RefinementCtx,
): void {
  const there = keys.filter((key) => given[key] !== undefined);
  if (there.length === 1) return;
  const got = there.length === 0 ? 'none' : there.join(' and ');
  context.addIssue({ code: 'custom', message: `expected exactly one of ${keys.join(', ')}, got ${got}` });
}
