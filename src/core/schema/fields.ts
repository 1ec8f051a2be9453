/** The kinds of fields that everything a user writes is made of. Each says in its own words what it expects. */
import * as z from 'zod';
import { parseQuantity } from '../model/quantity.ts';
import { type Instant, parseInstant, seconds } from '../model/time.ts';
import { YEAR_SECONDS } from './limits.ts';
import { expected } from './wording.ts';

interface Refused {
  readonly input?: unknown;
}

export const saying = (what: string) => ({ error: ({ input }: Refused) => expected(what, input) });

/** Too large is said apart: it is the one bound that most fields have only to keep a run finite. */
const sayingWithin = (what: string, below: string, most: number) => ({
  error: ({ input }: Refused) =>
    expected(typeof input === 'number' && input > most ? `${what} up to ${most}` : `${what} ${below}`, input),
});

export function whole(least: number, most: number) {
  const within = sayingWithin('a whole number', `from ${least}`, most);
  return z.int(within).min(least, within).max(most, within);
}

export function number(least: number, most: number) {
  const within = sayingWithin('a number', `from ${least}`, most);
  return z.number(within).min(least, within).max(most, within);
}

export function numberAbove(least: number, most: number) {
  const within = sayingWithin('a number', `above ${least}`, most);
  return z.number(within).gt(least, within).max(most, within);
}

export const text = (what: string) => z.string(saying(what)).min(1, saying(what));

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const labelLike = saying('a name of a-z, 0-9 and - such as news-app, at most 63 long');
export const label = z.string(labelLike).regex(LABEL, labelLike);

export const flag = z.boolean(saying('true or false'));

export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, saying(values.join(' or ')));

export const list = <T extends z.ZodType>(item: T, what: string) => z.array(item, saying(what));

/** A block of known keys: any other is refused. */
export const block = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: ({ code, input }) =>
      code === 'unrecognized_keys'
        ? `unknown key, expected one of ${Object.keys(shape).join(', ')}`
        : expected('a block of keys', input),
  });

const quantityLike = saying('a quantity above 0 such as 500m, 2 or 512Mi');

/** As Kubernetes writes them; a bare number is one too. */
export const quantity = z
  .union([z.string(), z.number()], quantityLike)
  .refine((value) => (parseQuantity(String(value)) ?? 0) > 0, quantityLike)
  .transform(String);

export const length = (least: number) => number(least, YEAR_SECONDS).transform(seconds);

export const lengthAbove = (least: number) => numberAbove(least, YEAR_SECONDS).transform(seconds);

const rangeLike = saying('two lengths in seconds, the shorter first, such as [20, 40]');

/** A delay drawn evenly between two lengths. */
export const range = z
  .tuple([number(0, YEAR_SECONDS), number(0, YEAR_SECONDS)], rangeLike)
  .refine(([min, max]) => min <= max, rangeLike)
  .transform(([min, max]) => ({ min: seconds(min), max: seconds(max) }));

export const INSTANT = 'an RFC 3339 instant such as 2026-01-01T18:00:00Z';

export const instant = z
  .string(saying(INSTANT))
  .meta({ format: 'date-time' })
  .transform((value, context): Instant => {
    const at = parseInstant(value);
    if (at !== undefined) return at;
    context.addIssue({ code: 'custom', message: expected(INSTANT, value) });
    return z.NEVER;
  });
