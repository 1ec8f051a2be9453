/**
 * The events that Forescale puts on a bus, envelope and `detail`. Version 1: fields may come to it, so whoever reads them
 * passes over those that he does not know.
 */
import * as z from 'zod';
import type { SurgeNewsType } from '../../core/model/surge-news.ts';
import { publishedSchema } from '../../core/schema/published.ts';

const text = z.string().min(1);
const instant = z.string().meta({ format: 'date-time' });
const count = z.int().min(0);

const head = {
  schema: z.literal(1).describe('Version of this form: 1.'),
  id: text.describe('The same however often it is told: who has seen it has seen this.'),
  cluster: text
    .optional()
    .describe('The cluster, as the configuration names it; left out where it has no name.'),
  surge: text.describe('The Surge, namespace/name.'),
  uid: text.describe('Of the Surge: one made anew under the same name has another.'),
  eventId: text.optional().describe('Of the event that the Surge was made by; left out when none made it.'),
  start: instant.describe('When the load begins. A surge that is given another start is told of anew.'),
  end: instant.describe('When the load is over.'),
};

const reason = z.object({
  reason: text.describe('A word for programs, in CamelCase. New ones may come.'),
  message: z.string().describe('One sentence for a person.'),
});

const expected = {
  eta: instant
    .optional()
    .describe('When all targets will be warm, as far as can be told. Either this or noEta.'),
  noEta: reason.optional().describe('Why that is not known.'),
};

const total = count.describe('All of the surge.');
const raised = count.describe('Those whose floor has gone up.');
const warm = count.describe('Those that are warm: Ready at the floor for long enough.');

const replicas = z
  .object({
    ready: count.describe('Ready pods; more than a target is asked for do not count.'),
    asked: count.describe('Pods asked for, before the maximum of any target.'),
  })
  .describe('Over all targets.');

const byTarget = z.object({
  target: text.describe('Kind/namespace/name.'),
  floor: count.optional().describe('The most that the surge asked for.'),
  raisedAt: instant.optional().describe('When its floor went up; left out when it did not.'),
  warmAt: instant.optional().describe('When it had become warm; left out when it did not.'),
  late: z.boolean().describe('Its floor went up later than it could have.'),
  reasserts: count.describe('How often its floor was written again after somebody else had changed it.'),
});

const DETAILS = {
  'surge.warming': z.object({
    ...head,
    raisedAt: instant.describe('When the first floor went up.'),
    targets: z.object({ total, raised }),
    ...expected,
  }),
  'surge.ready': z.object({
    ...head,
    warmAt: instant.describe('When the last target had become warm.'),
    targets: z.object({ total, warm }),
    replicas,
  }),
  'surge.degraded': z.object({
    ...head,
    percentWarm: z.int().min(0).max(100).describe('Ready pods of those asked for, rounded down.'),
    targets: z.object({ total, warm }),
    replicas,
    ...expected,
    reasons: z.array(reason).min(1).describe('Sorted. Told again when there are others.'),
  }),
  'surge.ended': z.object({
    ...head,
    outcome: z.enum(['Completed', 'Cancelled']).describe('Whether it was called off.'),
    planned: z.object({
      start: instant,
      end: instant,
      raiseAt: instant.describe('When floors had to go up.'),
      floor: count.describe('The most that was asked for, over all targets.'),
    }),
    actual: z.object({
      raisedAt: instant.optional().describe('When the first floor went up; left out when none did.'),
      warmAt: instant.optional().describe('When all were warm; left out when they never were.'),
      endedAt: instant.describe('When the last target was let go.'),
      late: count.describe('Targets whose floor went up later than it could have.'),
      reasserts: count.describe('How often floors were written again after somebody else had changed them.'),
      conditions: z.array(text).describe('Every reason for which it was told to be degraded.'),
    }),
    targets: z.object({ total, raised, warm: count.describe('Those that had become warm.') }),
    byTarget: z.array(byTarget).describe('A hundred at most.'),
    targetsLeftOut: count.describe('How many more there are.'),
  }),
} as const satisfies Readonly<Record<SurgeNewsType, z.ZodType>>;

export const NEWS_TYPES = ['surge.warming', 'surge.ready', 'surge.degraded', 'surge.ended'] as const;

const envelopeOf = (type: SurgeNewsType) =>
  z.object({
    version: z.literal('0').describe('Of the envelope.'),
    id: text.describe('Given by the bus, another each time: detail.id is the one to go by.'),
    'detail-type': z.literal(type),
    source: z.literal('forescale'),
    account: text.describe('AWS account that it comes from.'),
    time: instant.describe('When it came to be so; of what is degraded or has ended, when it was seen.'),
    region: text.describe('Where it was put on the bus.'),
    resources: z.array(text).describe('The surge: cluster/namespace/name.'),
    detail: DETAILS[type],
  });

/** The whole event. */
export const newsSchema = (type: SurgeNewsType): z.ZodType => envelopeOf(type);

export const newsJsonSchema = (type: SurgeNewsType): Readonly<Record<string, unknown>> =>
  publishedSchema(newsSchema(type), `Event ${type}`);
