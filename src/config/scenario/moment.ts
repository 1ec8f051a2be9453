/** Points in time as a user writes them: a length after the scenario's start, or an instant of their own. */
import * as z from 'zod';
import { type Instant, type Millis, parseInstant, plus } from '../../core/model/time.ts';
import { length, saying } from './fields.ts';
import { expected } from './problem.ts';

export type Moment =
  | { readonly kind: 'offset'; readonly offset: Millis }
  | { readonly kind: 'instant'; readonly at: Instant };

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

export const moment = z.union(
  [
    length(0).transform((offset): Moment => ({ kind: 'offset', offset })),
    instant.transform((at): Moment => ({ kind: 'instant', at })),
  ],
  saying(`seconds after the start from 0 or ${INSTANT}`),
);

export function placeMoment(written: Moment, start: Instant): Instant {
  switch (written.kind) {
    case 'offset':
      return plus(start, written.offset);
    case 'instant':
      return written.at;
  }
}
