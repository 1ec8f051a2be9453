/** Conditions of the custom resources between metav1.Condition and the model. */
import * as z from 'zod';
import type { SummaryCondition } from '../core/model/surge-summary.ts';
import { formatInstant, type Instant, parseInstant } from '../core/model/time.ts';
import type { JsonObject } from './json.ts';

/** An RFC 3339 text that is read as an instant. */
export const storedInstant = z.string().transform((text, context) => {
  const at = parseInstant(text);
  if (at !== undefined) return at;
  context.addIssue({ code: 'custom', message: 'expected an RFC 3339 instant' });
  return z.NEVER;
});

export const storedConditions = z.array(
  z.object({
    type: z.enum(['Accepted', 'Capped', 'Contended', 'Degraded', 'LeadShort', 'Warm']),
    status: z.enum(['True', 'False']),
    reason: z.string(),
    message: z.string(),
    observedGeneration: z.int().min(0),
    lastTransitionTime: storedInstant,
  }),
);

export const writeConditions = (conditions: readonly SummaryCondition[]): readonly JsonObject[] =>
  conditions.map((condition) => ({
    ...condition,
    lastTransitionTime: writeWholeSeconds(condition.lastTransitionTime),
  }));

/** As metav1.Time has it. */
export const writeWholeSeconds = (at: Instant): string => formatInstant(at).replace(/\.\d+Z$/, 'Z');
