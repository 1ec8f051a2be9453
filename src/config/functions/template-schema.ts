/** What the configuration knows of apps and alarms, so that an event has to say only what is its own. */
import type * as z from 'zod';
import { block, label, list, number, numberAbove, text } from '../../core/schema/fields.ts';
import { MOST_REQUESTS_PER_OPEN, YEAR_SECONDS } from '../../core/schema/limits.ts';
import { curveSchema, demandSchema } from '../../resources/surge/demand-schema.ts';
import { SURGE_FIELDS } from '../../resources/surge/spec-schema.ts';

const { targets, ceiling, leadSeconds, nodes } = SURGE_FIELDS;

const audience = block({
  openRate: numberAbove(0, 1).optional().describe('Share of the recipients that open, from 0 to 1.'),
  requestsPerOpen: numberAbove(0, MOST_REQUESTS_PER_OPEN)
    .default(1)
    .describe('Requests that each of them brings.'),
  curve: curveSchema.optional().describe('How the crowd comes and goes.'),
});

export const appSchema = block({
  namespace: label.optional().describe('Where its surges are; when left out, the namespace of the cluster.'),
  clusters: list(label, 'a list of clusters')
    .default([])
    .describe('Clusters that it runs on, by name; none = all that are configured.'),
  targets: targets.default([]).describe('What is scaled when the event names no targets.'),
  demand: demandSchema
    .optional()
    .describe('How much is expected when the event says neither demand nor audience.'),
  audience: audience
    .optional()
    .describe('What is known of the people who are told, for events that say how many they are.'),
  durationSeconds: number(1, YEAR_SECONDS)
    .optional()
    .describe('How long the load lasts when the event does not say.'),
  ceiling: ceiling.describe('What happens when the floor is above maxReplicas.'),
  leadSeconds: leadSeconds.describe('How long before the start the floor goes up.'),
  nodes: nodes.describe('Asks for nodes ahead of pods.'),
});

export type AppInput = z.output<typeof appSchema>;

/** The tick extends a hold of which less than half is left: a shorter one could run out between two ticks. */
const LEAST_HOLD = 180;

export const alarmSchema = block({
  app: text('the name of an app').describe('The app that it is about: what is scaled, and where.'),
  demand: demandSchema.optional().describe('How much is expected; when left out, the demand of the app.'),
  holdSeconds: number(LEAST_HOLD, YEAR_SECONDS)
    .default(900)
    .describe('How long the floor is held after the alarm was last seen to last. Extended while it lasts.'),
  maxSeconds: number(LEAST_HOLD, YEAR_SECONDS)
    .default(14_400)
    .describe('How long the floor is held at most, however long the alarm lasts.'),
});

export type AlarmInput = z.output<typeof alarmSchema>;
