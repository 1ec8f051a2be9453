/** `spec` of a Surge: when, on what, how much. Every field as its author writes it; see codec.ts for the model. */
import * as z from 'zod';
import { TARGET_KINDS } from '../../core/model/target.ts';
import { parseInstant } from '../../core/model/time.ts';
import { block, choice, flag, INSTANT, list, number, saying, whole } from '../../core/schema/fields.ts';
import { MOST_REPLICAS, YEAR_SECONDS } from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';
import { eitherOf, type SchemaRule, withRules } from '../schema-rule.ts';
import { demandSchema } from './demand-schema.ts';

const MOST_TARGETS = 1_000;

export const instantText = z
  .string(saying(INSTANT))
  .refine((text) => parseInstant(text) !== undefined, saying(INSTANT))
  .meta({ format: 'date-time' });

const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const nameLike = saying('the name of an object, such as news-app');
const objectName = z.string(nameLike).min(1, nameLike).max(253, nameLike).regex(OBJECT_NAME, nameLike);

/** Bounded, as the API server has to know what its rules may cost. */
export const boundedText = (what: string, most: number) => {
  const like = saying(`${what}, at most ${most} long`);
  return z.string(like).min(1, like).max(most, like);
};

const target = block({
  kind: choice(TARGET_KINDS).describe('What kind of object is scaled.'),
  name: objectName.describe('Its name, in the namespace of the surge.'),
  demand: demandSchema.optional().describe('What this target has to expect, in place of spec.demand.'),
});

const targetsSchema = list(target, 'a list of targets')
  .max(MOST_TARGETS, { error: ({ input }) => expected(`at most ${MOST_TARGETS} targets`, input) })
  .superRefine(refuseTwins)
  .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['kind', 'name'] });

function refuseTwins(
  given: readonly { readonly kind: string; readonly name: string }[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { kind, name }] of given.entries()) {
    const key = `${kind}/${name}`;
    if (seen.has(key))
      context.addIssue({
        code: 'custom',
        path: [index],
        message: `expected a target that is named once, got ${kind} ${name} again`,
      });
    seen.add(key);
  }
}

/** What a surge and every surge of a schedule have in common. */
export const SURGE_FIELDS = {
  targets: targetsSchema.describe('What is scaled, in the namespace of the surge.'),
  demand: demandSchema.describe('How much is expected of every target that has no demand of its own.'),
  ceiling: block({
    raiseTo: whole(1, MOST_REPLICAS).describe('The most that maxReplicas is lifted to; it comes back after.'),
  })
    .optional()
    .describe('What happens when the floor is above maxReplicas. When left out, it is held at maxReplicas.'),
  leadSeconds: number(0, YEAR_SECONDS)
    .optional()
    .describe(
      'How long before the start the floor goes up. When left out, what the controller is configured with.',
    ),
  nodes: block({
    leadSeconds: number(0, YEAR_SECONDS).describe('How long before the floor goes up nodes are asked for.'),
  })
    .optional()
    .describe('Asks for nodes ahead of pods by a CapacityBuffer. When left out, pods go first.'),
};

const override = block({
  owner: boundedText('who is behind it', 253).describe('Who is behind it.'),
  reason: boundedText('why it is there', 1_024).describe('Why it is there, for whoever is on call.'),
  pin: flag.default(false).describe('Also hold maxReplicas down to the floor.'),
});

const spec = block({
  start: instantText.describe('When the load begins, in RFC 3339 with a zone: 2026-11-22T18:00:00+01:00.'),
  end: instantText.optional().describe('When the load is over. Either this or durationSeconds.'),
  durationSeconds: number(1, YEAR_SECONDS)
    .optional()
    .describe('How long the load lasts. Either this or end.'),
  ...SURGE_FIELDS,
  override: override.optional().describe('Marks a surge that a person made by hand.'),
  cancelled: flag
    .default(false)
    .describe(
      'Calls the surge off. It stays as it is, so that news of it that comes late does not revive it.',
    ),
});

type Spec = z.output<typeof spec>;

const RULES: readonly SchemaRule<Spec>[] = [
  ...eitherOf('end', 'durationSeconds'),
  {
    cel: '!has(self.end) || self.end > self.start',
    holds: ({ start, end }) => end === undefined || instantOf(end) > instantOf(start),
    message: 'expected an end after start, got one before or at it',
    field: 'end',
  },
  {
    cel: 'size(self.targets) > 0 || (has(self.cancelled) && self.cancelled)',
    holds: ({ targets, cancelled }) => targets.length > 0 || cancelled,
    message: 'expected at least one target, unless the surge is cancelled, got none',
    field: 'targets',
  },
];

const instantOf = (text: string): number => parseInstant(text) ?? Number.NaN;

export const surgeSpecSchema = withRules(spec, RULES);

/** With its defaults filled in, as the API server stores it. */
export type SurgeSpec = z.output<typeof surgeSpecSchema>;
