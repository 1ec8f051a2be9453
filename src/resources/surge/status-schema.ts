/** `status` of a Surge: how it stands on the whole, and what is known of it on each target. Forescale alone writes it. */
import * as z from 'zod';
import { conditionsSchema } from '../condition-schema.ts';
import { targetCapacitySchema } from './capacity-schema.ts';

const count = z.int().min(0);
const instantText = z.string().meta({ format: 'date-time' });

/** What was set, or absent where the HPA had no `behavior`. */
const windowSeconds = z
  .union([count, z.literal('absent')])
  .meta({ 'x-kubernetes-int-or-string': true })
  .describe('scaleDown.stabilizationWindowSeconds, or absent where the HPA had no behavior.');

const baseline = z.object({
  min: count.optional().describe('minReplicas, or the replicas of a workload without an HPA.'),
  max: count.optional().describe('maxReplicas.'),
  scaleDownSeconds: windowSeconds.optional(),
});

const condition = z.object({
  type: z.string().describe('What holds.'),
  message: z.string().describe('A sentence for people.'),
  manager: z.string().optional().describe('Contended: the field manager that keeps writing.'),
});

export const targetStatusSchema = z.object({
  phase: z.enum(['Warming', 'Warm', 'Ended']).describe('How far the surge is on this target.'),
  uid: z.string().describe('Of the object it speaks of: one made anew starts over.'),
  baseline: baseline.describe(
    'What its owner wanted before the surge: kept here in case the annotation is lost.',
  ),
  woken: z.boolean().optional().describe('The workload stood at zero and was woken for this surge.'),
  raisedAt: instantText.optional().describe('When the floor that stands was decided.'),
  late: z
    .boolean()
    .describe(
      'The floor was raised later than it could have been: Forescale was late, not the maker of the surge.',
    ),
  readySince: instantText.optional().describe('Since when ready pods were at or above the floor.'),
  warmAt: instantText.optional().describe('When they had been for the dwell time.'),
  reasserts: count.describe('How often the floor was written again after somebody else had changed it.'),
  conditions: z.array(condition).describe('What holds, sorted by type.'),
  at: instantText.optional().describe('The instant for which this was decided.'),
});

/**
 * Who wrote which field of which target is nobody's question, and to keep count of it costs the API server more than all the
 * rest of a write when a surge names hundreds of targets.
 */
const WRITTEN_AS_ONE = { 'x-kubernetes-map-type': 'atomic' };

export const surgeStatusSchema = z.object({
  observedGeneration: count.optional().describe('The generation of the spec that the status speaks of.'),
  phase: z
    .enum(['Scheduled', 'Warming', 'Warm', 'Returning', 'Ended', 'Refused'])
    .optional()
    .describe('How far the surge is on the whole: the phase of the target that is furthest behind.'),
  conditions: conditionsSchema.optional(),
  targets: z
    .record(z.string(), targetStatusSchema)
    .optional()
    .describe('What is known per target, by Kind/namespace/name.')
    .meta(WRITTEN_AS_ONE),
  capacity: z
    .record(z.string(), targetCapacitySchema)
    .optional()
    .describe('What is known of the nodes asked for per target, by Kind/namespace/name.')
    .meta(WRITTEN_AS_ONE),
  announced: z
    .record(z.string(), instantText)
    .optional()
    .describe('What was told of it on the event bus, by start, event and reasons, and when.')
    .meta(WRITTEN_AS_ONE),
});
