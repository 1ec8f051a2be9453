/** `status` of a SurgeSchedule. Forescale alone writes it. */
import * as z from 'zod';
import { conditionsSchema } from '../condition-schema.ts';

const instantText = z.string().meta({ format: 'date-time' });

export const surgeScheduleStatusSchema = z.object({
  observedGeneration: z
    .int()
    .min(0)
    .optional()
    .describe('The generation of the spec that the status speaks of.'),
  conditions: conditionsSchema.optional(),
  nextStart: instantText.optional().describe('When the next window starts.'),
  lastStart: instantText.optional().describe('When the last window started.'),
});
