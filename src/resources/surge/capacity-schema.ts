/** `status.capacity` of a Surge, for one target: the nodes that were asked for ahead of its pods. */
import * as z from 'zod';
import type { CapacityPhase } from '../../core/model/surge-capacity.ts';

const count = z.int().min(0);
const instantText = z.string().meta({ format: 'date-time' });

const PHASES = [
  'Requested',
  'Provisioned',
  'NotNeeded',
  'Ignored',
  'Refused',
  'Unavailable',
  'Released',
] as const satisfies readonly CapacityPhase[];

const condition = z.object({
  type: z.string().describe('What it speaks of; of a CapacityBuffer in the words of the autoscaler.'),
  status: z.string().describe('Whether it holds: True, False or Unknown.'),
  reason: z.string().optional().describe('A word for programs.'),
  message: z.string().optional().describe('A sentence for people.'),
});

const hold = z.object({
  region: z.string().describe('Where the Auto Scaling group is.'),
  name: z.string().describe('Its name.'),
  min: count.describe('The minimum that its owner wants, which it gets back.'),
  size: count.describe('The minimum that it is held at.'),
});

export const targetCapacitySchema = z.object({
  phase: z
    .enum(PHASES)
    .describe(
      'Provisioned = all pods to come fit on nodes that are Ready; whatever it is, the floor goes up in its time.',
    ),
  buffer: z
    .string()
    .optional()
    .describe(
      'Name of the CapacityBuffer, in the namespace of the surge; none where node groups are raised.',
    ),
  groups: z.array(hold).optional().describe('The node groups that are raised for the pods to come.'),
  chunks: count.describe('Pods to come that room is asked for, those of all surges on the target.'),
  nodes: count.optional().describe('New nodes that these were reckoned to need when they were asked for.'),
  since: instantText.describe('Since when it has been in this phase.'),
  message: z.string().describe('A sentence for people.'),
  conditions: z
    .array(condition)
    .describe(
      'Of the CapacityBuffer, as they are (Cluster Autoscaler says Provisioning once it has read it), or of the node groups: GroupAtMaximum, OutOfCapacity, RaiseRefused, RefreshInProgress, ShapeUnknown.',
    ),
  at: instantText.describe('The instant for which this was decided.'),
});
