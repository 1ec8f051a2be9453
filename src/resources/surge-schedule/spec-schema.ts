/** `spec` of a SurgeSchedule: a cron pattern on the clocks of a zone, and the surge that each of its windows is. */
import * as z from 'zod';
import { parseInstant } from '../../core/model/time.ts';
import { block, flag, list, number, saying } from '../../core/schema/fields.ts';
import { YEAR_SECONDS } from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';
import { eitherOf, type SchemaRule, withRules } from '../schema-rule.ts';
import { boundedText, instantText, SURGE_FIELDS } from '../surge/spec-schema.ts';

const MOST_DATES = 1_000;

const cronLike = saying('a cron pattern of five parts such as "30 6 * * 1-5"');
const cron = z
  .string(cronLike)
  .max(128, cronLike)
  .regex(/^\S+( +\S+){4}$/, cronLike);

const timeLike = saying('a local time from 00:00 to 23:59');
const timeOfDay = z.string(timeLike).regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, timeLike);

const dateLike = saying('a date such as 2026-12-25');
const date = z
  .string(dateLike)
  .refine((text) => parseInstant(`${text}T00:00:00Z`) !== undefined, dateLike)
  .meta({ format: 'date' });

const surge = block({
  ...SURGE_FIELDS,
  targets: SURGE_FIELDS.targets.min(1, {
    error: ({ input }) => expected('at least one target', input),
  }),
});

const spec = block({
  cron: cron.describe('When a window starts: minute, hour, day of the month, month, day of the week.'),
  zone: boundedText('an IANA time zone such as Europe/Berlin', 64).describe(
    'On whose clocks the pattern is read: an IANA time zone such as Europe/Berlin. An unknown one shows as a condition.',
  ),
  durationSeconds: number(1, YEAR_SECONDS)
    .optional()
    .describe('How long a window lasts, whatever the clocks do meanwhile. Either this or endTime.'),
  endTime: timeOfDay
    .optional()
    .describe('When the clocks next show this time the window ends: 23:30. Either this or durationSeconds.'),
  excludeDates: list(date, 'a list of dates')
    .max(MOST_DATES, { error: ({ input }) => expected(`at most ${MOST_DATES} dates`, input) })
    .default([])
    .describe('Local dates on which no window starts: 2026-12-25.'),
  notBefore: instantText.optional().describe('No window starts earlier, in RFC 3339 with a zone.'),
  notAfter: instantText.optional().describe('No window starts later, in RFC 3339 with a zone.'),
  suspend: flag
    .default(false)
    .describe('Makes no more surges, and takes away those that have not begun; one that has goes on.'),
  surge: surge.describe('What each window is, as in the spec of a Surge.'),
});

type Spec = z.output<typeof spec>;

const RULES: readonly SchemaRule<Spec>[] = [
  ...eitherOf('durationSeconds', 'endTime'),
  {
    cel: '!has(self.notBefore) || !has(self.notAfter) || self.notAfter >= self.notBefore',
    holds: ({ notBefore, notAfter }) =>
      notBefore === undefined || notAfter === undefined || instantOf(notAfter) >= instantOf(notBefore),
    message: 'expected a notAfter that is not before notBefore, got an earlier one',
    field: 'notAfter',
  },
];

const instantOf = (text: string): number => parseInstant(text) ?? Number.NaN;

export const surgeScheduleSpecSchema = withRules(spec, RULES);
