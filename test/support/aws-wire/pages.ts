/** Cuts what is listed into pages. A token says where the next one begins. */
import { WireError } from './wire-error.ts';

export interface PageWish {
  readonly MaxRecords?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken: string | undefined;
}

/** Throws `code` for a token that no page gave. */
export function pageOf<T>(
  all: readonly T[],
  { MaxRecords, NextToken }: PageWish,
  usual = 50,
  code = 'InvalidNextToken',
): Page<T> {
  const from = NextToken === undefined ? 0 : Number(/^from-(\d+)$/.exec(NextToken)?.[1] ?? Number.NaN);
  if (!(from <= all.length)) throw new WireError(code, `The token '${NextToken ?? ''}' is invalid.`);
  const end = from + (MaxRecords ?? usual);
  return { items: all.slice(from, end), NextToken: end < all.length ? `from-${end}` : undefined };
}
