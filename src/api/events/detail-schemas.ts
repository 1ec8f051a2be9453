/** `detail` of the events that a push system, or whoever sees a spike come, puts on the bus. Version 1. */
import * as z from 'zod';
import { block, instant, label, list, number, numberAbove, saying, whole } from '../../core/schema/fields.ts';
import { MOST_RECIPIENTS, MOST_REQUESTS_PER_OPEN, YEAR_SECONDS } from '../../core/schema/limits.ts';
import { curveSchema, demandSchema } from '../../resources/surge/demand-schema.ts';
import { boundedText, SURGE_FIELDS } from '../../resources/surge/spec-schema.ts';

const identity = {
  schema: z.literal(1, saying('1, the version of this form')).describe('Version of this form: 1.'),
  // Half a surrogate pair would be stored as another id.
  eventId: boundedText('the id of the event', 256)
    .refine((id) => id.isWellFormed(), saying('the id of the event, of whole characters'))
    .describe('Of the push or the spike, the same in all that is said of it.'),
  version: whole(0, Number.MAX_SAFE_INTEGER).describe(
    'Rises with all that is said of it, for example a time in milliseconds: the highest is what counts, in whatever order they come.',
  ),
};

const place = {
  app: label.optional().describe('An app of the configuration, which gives what is left out here.'),
  clusters: list(label, 'a list of clusters')
    .min(1, saying('at least one cluster'))
    .optional()
    .describe('Clusters that it is for; when left out, those of the app, else all.'),
  namespace: label
    .optional()
    .describe('Where its Surge is; when left out, that of the app, else that of the cluster.'),
};

const audience = block({
  recipients: whole(1, MOST_RECIPIENTS).describe('How many are told.'),
  openRate: numberAbove(0, 1)
    .optional()
    .describe('Share of the recipients that open, from 0 to 1; when left out, that of the app.'),
  requestsPerOpen: numberAbove(0, MOST_REQUESTS_PER_OPEN)
    .optional()
    .describe('Requests that each of them brings; when left out, those of the app, else 1.'),
  curve: curveSchema
    .optional()
    .describe(
      'How the crowd comes and goes; when left out, that of the app, else the peak from start to end.',
    ),
});

const load = {
  end: instant.optional().describe('When the load is over. Either this or durationSeconds.'),
  durationSeconds: number(1, YEAR_SECONDS)
    .optional()
    .describe('How long the load lasts. Either this or end; when both are left out, that of the app.'),
  targets: SURGE_FIELDS.targets
    .min(1, saying('at least one target'))
    .optional()
    .describe('What is scaled, in the namespace; when left out, the targets of the app.'),
  demand: demandSchema
    .optional()
    .describe(
      'How much is expected. Either this or audience; when both are left out, the demand of the app.',
    ),
  audience: audience.optional().describe('Who is told, with what is known of them from the app.'),
  ceiling: SURGE_FIELDS.ceiling,
  leadSeconds: SURGE_FIELDS.leadSeconds,
  nodes: SURGE_FIELDS.nodes,
};

const oneAtMost = (
  given: Readonly<Record<string, unknown>>,
  [a, b]: readonly [string, string],
  context: z.RefinementCtx,
): void => {
  if (given[a] === undefined || given[b] === undefined) return;
  context.addIssue({ code: 'custom', path: [b], message: `expected either ${a} or ${b}, got both` });
};

const withChoices = <S extends z.ZodType<Readonly<Record<string, unknown>>>>(schema: S): S =>
  schema.superRefine((given, context) => {
    oneAtMost(given, ['end', 'durationSeconds'], context);
    oneAtMost(given, ['demand', 'audience'], context);
  });

const START = 'When the load begins, in RFC 3339 with a zone: 2026-11-22T18:00:00+01:00.';

/** The whole of what is planned, every time: nothing is said by leaving out what an earlier version had. */
export const scheduledDetail = withChoices(
  block({ ...identity, ...place, start: instant.describe(START), ...load }),
);

/** It begins when it is said. */
export const startedDetail = withChoices(
  block({
    ...identity,
    ...place,
    start: instant.optional().describe(`${START} When left out, the time of the envelope.`),
    ...load,
  }),
);

export const cancelledDetail = block({ ...identity, ...place });

export type LoadDetail = z.output<typeof startedDetail>;
export type CancelledDetail = z.output<typeof cancelledDetail>;
