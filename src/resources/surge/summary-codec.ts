/** What a surge says on the whole, between the status of the resource and the model. */
import * as z from 'zod';
import type { SurgeSummary } from '../../core/model/surge-summary.ts';
import { storedConditions, writeConditions } from '../condition-codec.ts';
import type { JsonObject } from '../json.ts';

const stored = z.object({
  observedGeneration: z.int().min(0),
  phase: z.enum(['Scheduled', 'Warming', 'Warm', 'Returning', 'Ended', 'Refused']),
  conditions: storedConditions,
});

/** Undefined when there is none that Forescale wrote: it is written anew. */
export function readSummary(status: unknown): SurgeSummary | undefined {
  const read = stored.safeParse(status);
  return read.success ? read.data : undefined;
}

/** A merge patch of the status subresource; what is said of targets is left alone. */
export const summaryPatch = ({ observedGeneration, phase, conditions }: SurgeSummary): JsonObject => ({
  status: { observedGeneration, phase, conditions: writeConditions(conditions) },
});
