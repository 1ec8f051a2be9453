/** Instants and durations. Both are whole or fractional milliseconds, branded so that neither passes for the other. */

declare const instantBrand: unique symbol;
declare const millisBrand: unique symbol;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instantBrand]: true };
/** A length of time in milliseconds; may be negative as a difference. */
export type Millis = number & { readonly [millisBrand]: true };

export const asInstant = (epochMillis: number): Instant => epochMillis as Instant;
export const asMillis = (millis: number): Millis => millis as Millis;
export const seconds = (count: number): Millis => (count * 1_000) as Millis;
export const minutes = (count: number): Millis => (count * 60_000) as Millis;

export const plus = (at: Instant, length: Millis): Instant => (at + length) as Instant;
export const minus = (at: Instant, length: Millis): Instant => (at - length) as Instant;
/** How long after `from` the instant `to` is; negative when it is before. */
export const between = (from: Instant, to: Instant): Millis => (to - from) as Millis;
export const toSeconds = (length: Millis): number => length / 1_000;

export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 says years by four digits; an offset may lead beyond them. */
const EARLIEST = Date.parse('0000-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** Can it be written so that it is read again? */
export const isSayable = (at: Instant): boolean => at >= EARLIEST && at <= LATEST;

/** Reads an RFC 3339 instant; undefined when the text is not one (a zone is required, the date must exist). */
export function parseInstant(text: string): Instant | undefined {
  const parts = RFC_3339.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const noon = new Date(Date.UTC(year, month - 1, day));
  if (noon.getUTCMonth() !== month - 1 || noon.getUTCDate() !== day) return undefined;
  const at = asInstant(Date.parse(text));
  return isSayable(at) ? at : undefined;
}

/** RFC 3339 in UTC with milliseconds, for example 2026-11-22T18:00:00.000Z. */
export const formatInstant = (at: Instant): string => new Date(at).toISOString();

/** The same, without milliseconds where there are none: 2026-11-22T18:00:00Z. */
export const formatWhole = (at: Instant): string => formatInstant(at).replace('.000Z', 'Z');
