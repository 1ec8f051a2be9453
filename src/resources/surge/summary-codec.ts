/** What a surge says on the whole, between the status of the resource and the model. */
import * as z from 'zod';
import type { SurgeSummary } from '../../core/model/surge-summary.ts';
import { formatInstant, parseInstant } from '../../core/model/time.ts';
import type { JsonObject } from '../json.ts';

const count = z.int().min(0);
const instant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'expected an RFC 3339 instant' });
  return z.NEVER;
});

const stored = z.object({
  observedGeneration: count,
  phase: z.enum(['Scheduled', 'Warming', 'Warm', 'Returning', 'Ended', 'Refused']),
  conditions: z.array(
    z.object({
      type: z.enum(['Accepted', 'Capped', 'Contended', 'Degraded', 'LeadShort', 'Warm']),
      status: z.enum(['True', 'False']),
      reason: z.string(),
      message: z.string(),
      observedGeneration: count,
      lastTransitionTime: instant,
    }),
  ),
});

/** Undefined when there is none that Forescale wrote: it is written anew. */
export function readSummary(status: unknown): SurgeSummary | undefined {
  const read = stored.safeParse(status);
  return read.success ? read.data : undefined;
}

/** A merge patch of the status subresource; what is said of targets is left alone. */
export const summaryPatch = ({ observedGeneration, phase, conditions }: SurgeSummary): JsonObject => ({
  status: {
    observedGeneration,
    phase,
    // metav1.Time has whole seconds.
    conditions: conditions.map((condition) => ({
      ...condition,
      lastTransitionTime: formatInstant(condition.lastTransitionTime).replace(/\.\d+Z$/, 'Z'),
    })),
  },
});
