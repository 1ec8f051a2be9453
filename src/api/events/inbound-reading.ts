/** What reading an event comes to. */
import type * as z from 'zod';
import type { InboundEvent } from '../../core/prescale/inbound-event.ts';
import type { FieldPath } from '../../core/schema/field-path.ts';
import { checkValue, type Finding } from '../../core/schema/finding.ts';

export type InboundReading =
  | { readonly kind: 'event'; readonly event: InboundEvent }
  /** None of our affair: an alarm that is not configured, or one that knows nothing. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Each problem names a field, what was expected there and what was found: `detail.start: expected ..., got ...`. */
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** Before problems are put into words. */
export type DetailReading =
  | Exclude<InboundReading, { readonly kind: 'refused' }>
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

export const refuse = (findings: readonly Finding[], under: FieldPath = []): DetailReading => ({
  kind: 'refused',
  findings: findings.map(({ path, message }) => ({ path: [...under, ...path], message })),
});

/** Reads on with a detail that has the form it should have. */
export function readChecked<S extends z.ZodType>(
  schema: S,
  detail: unknown,
  read: (detail: z.output<S>) => DetailReading,
): DetailReading {
  const checked = checkValue(schema, detail);
  return checked.ok ? read(checked.value) : refuse(checked.findings);
}
