/** Points in time as a user writes them: a length after the scenario's start, or an instant of their own. */
import * as z from 'zod';
import { type Instant, type Millis, plus } from '../../core/model/time.ts';
import { INSTANT, instant, length, saying } from '../../core/schema/fields.ts';

export type Moment =
  | { readonly kind: 'offset'; readonly offset: Millis }
  | { readonly kind: 'instant'; readonly at: Instant };

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
