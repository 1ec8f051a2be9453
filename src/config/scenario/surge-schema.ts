/** `surges`: what Forescale is told of the load ahead of time. */
import * as z from 'zod';
import { recurrenceSchema } from '../../core/prescale/recurrence.ts';
import { requireOne } from '../../core/schema/exactly-one.ts';
import {
  block,
  flag,
  label,
  length,
  lengthAbove,
  list,
  number,
  numberAbove,
  text,
  whole,
} from '../../core/schema/fields.ts';
import {
  MOST_RECIPIENTS,
  MOST_REPLICAS,
  MOST_REQUESTS_PER_OPEN,
  MOST_TIMES,
} from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';
import { rateAbove, refuseFallingOffsets } from './load-schema.ts';
import { moment } from './moment.ts';

const share = z
  .tuple([length(0), number(0, 1)], {
    error: ({ input }) => expected('a pair of seconds and a share of the peak such as [60, 0.5]', input),
  })
  .transform(([offset, of]) => ({ offset, share: of }));

const decay = block({
  rampSeconds: length(0).prefault(10),
  plateauSeconds: length(0).prefault(0),
  decaySeconds: lengthAbove(0).prefault(300),
});

const curve = block({
  decay: decay.optional().describe('A straight ramp, a plateau, then an exponential decay.'),
  points: list(share, 'a list of pairs of seconds and a share of the peak')
    .min(2, { error: ({ input }) => expected('at least two pairs', input) })
    .superRefine(refuseFallingOffsets)
    .optional()
    .describe('Pairs of seconds after the start and a share of the peak from 0 to 1.'),
}).superRefine((given, context) => {
  requireOne(given, ['decay', 'points'], context);
});

const audience = block({
  recipients: whole(1, MOST_RECIPIENTS),
  openRate: numberAbove(0, 1).describe('Share of the recipients that open, from 0 to 1.'),
  requestsPerOpen: numberAbove(0, MOST_REQUESTS_PER_OPEN).prefault(1),
});

export const demandSchema = block({
  replicas: whole(1, MOST_REPLICAS).optional(),
  multiplier: numberAbove(0, MOST_TIMES).optional().describe('Of the minReplicas that the owner wants.'),
  rps: rateAbove.optional().describe('Requests per second that come on top of the steady rate.'),
  audience: audience.optional(),
  curve: curve
    .optional()
    .describe('How the crowd comes and goes; when left out, the peak from start to end.'),
}).superRefine((given, context) => {
  requireOne(given, ['replicas', 'multiplier', 'rps', 'audience'], context);
  if (given.replicas !== undefined && given.curve !== undefined)
    context.addIssue({
      code: 'custom',
      path: ['curve'],
      message: 'expected no curve beside replicas, got one',
    });
});

const ceiling = block({
  raiseTo: whole(1, MOST_REPLICAS).describe('The most that maxReplicas is lifted to; it comes back after.'),
});

const override = block({
  owner: text('who is behind it'),
  reason: text('why it is there'),
  pin: flag.default(false).describe('Also hold maxReplicas down to the floor.'),
});

const nodes = block({
  leadSeconds: length(0).describe(
    'Nodes are asked for by a CapacityBuffer this long before the floor goes up, so leadSeconds and this much before the load begins.',
  ),
});

export const surgeSchema = block({
  name: label.describe('Name of the surge, once per file.'),
  startAt: moment
    .optional()
    .describe('When the load begins: seconds after the start of the scenario, or RFC 3339.'),
  endAt: moment.optional().describe('When the load is over. Either this or durationSeconds.'),
  durationSeconds: lengthAbove(0).optional(),
  recurring: recurrenceSchema
    .optional()
    .describe('Windows that come again, on the clocks of a time zone, in place of startAt and its end.'),
  demand: demandSchema,
  ceiling: ceiling.optional().describe('When left out, the floor is capped at maxReplicas.'),
  leadSeconds: length(0).optional().describe('When left out, prescale.leadSeconds.'),
  nodes: nodes
    .optional()
    .describe('When left out, pods go first and nodes follow when the pods find no room.'),
  override: override.optional().describe('Marks a surge made by a person.'),
}).superRefine((given, context) => {
  requireOne(given, ['startAt', 'recurring'], context);
  if (given.recurring === undefined) requireOne(given, ['endAt', 'durationSeconds'], context);
  else if (given.endAt !== undefined || given.durationSeconds !== undefined)
    context.addIssue({
      code: 'custom',
      path: [given.endAt === undefined ? 'durationSeconds' : 'endAt'],
      message: 'expected the end of a recurring surge under recurring, got it beside',
    });
});

export type SurgeInput = z.output<typeof surgeSchema>;
export type DemandInput = z.output<typeof demandSchema>;
