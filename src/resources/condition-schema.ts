/** metav1.Condition, as every kind of Kubernetes says how it stands. */
import * as z from 'zod';

const text = (most: number) => z.string().max(most);

const conditionSchema = z.object({
  type: text(316).describe('What it speaks of, in CamelCase.'),
  status: z.enum(['True', 'False', 'Unknown']).describe('Whether it holds.'),
  observedGeneration: z
    .int()
    .min(0)
    .optional()
    .describe('The generation of the spec that it was derived from.'),
  lastTransitionTime: z.string().meta({ format: 'date-time' }).describe('When the status changed last.'),
  reason: z
    .string()
    .min(1)
    .max(1_024)
    .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
    .describe('A word for programs, in CamelCase.'),
  message: text(32_768).describe('A sentence for people.'),
});

export const conditionsSchema = z
  .array(conditionSchema)
  .describe('How it stands, one entry per type.')
  .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['type'] });
