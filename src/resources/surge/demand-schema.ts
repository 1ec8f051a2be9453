/** How much a surge expects, and how the crowd comes and goes: `demand` of a Surge and of each of its targets. */
import type * as z from 'zod';
import { block, list, number, numberAbove, whole } from '../../core/schema/fields.ts';
import {
  MOST_RECIPIENTS,
  MOST_REPLICAS,
  MOST_REQUESTS_PER_OPEN,
  MOST_RPS,
  MOST_TIMES,
  YEAR_SECONDS,
} from '../../core/schema/limits.ts';
import { expected } from '../../core/schema/wording.ts';
import { eitherOf, type SchemaRule, withRules } from '../schema-rule.ts';

const MOST_POINTS = 100;

const decay = block({
  rampSeconds: number(0, YEAR_SECONDS)
    .default(10)
    .describe('From the start of the surge to the peak, in a straight line.'),
  plateauSeconds: number(0, YEAR_SECONDS).default(0).describe('How long the peak stays.'),
  decaySeconds: numberAbove(0, YEAR_SECONDS)
    .default(300)
    .describe('Time constant of the decay: after this long 37 % of the crowd are left.'),
});

const point = block({
  afterSeconds: number(0, YEAR_SECONDS).describe('Since the start of the surge.'),
  share: number(0, 1).describe('Of the peak, from 0 to 1.'),
});

type Point = z.output<typeof point>;

/** Strictly rising: the order is a rule, and that no two are the same is what a list with a key means to the API server. */
const points = withRules(
  list(point, 'a list of points')
    .min(2, { error: ({ input }) => expected('at least two points', input) })
    .max(MOST_POINTS, { error: ({ input }) => expected(`at most ${MOST_POINTS} points`, input) })
    .superRefine(refuseTwins),
  [
    {
      cel: 'self.map(point, point.afterSeconds).isSorted()',
      holds: (given) =>
        given.every(({ afterSeconds }, index) => afterSeconds >= (given[index - 1]?.afterSeconds ?? 0)),
      message: 'expected points whose afterSeconds rise, got one before its time',
    },
  ],
).meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['afterSeconds'] });

function refuseTwins(given: readonly Point[], context: z.RefinementCtx): void {
  const seen = new Set<number>();
  for (const [index, { afterSeconds }] of given.entries()) {
    if (seen.has(afterSeconds))
      context.addIssue({
        code: 'custom',
        path: [index, 'afterSeconds'],
        message: `expected a time that no other point has, got ${afterSeconds}`,
      });
    seen.add(afterSeconds);
  }
}

/** How a crowd comes and goes; events say it beside their audience, too. */
export const curveSchema = withRules(
  block({
    decay: decay.optional().describe('A straight ramp, a plateau, then an exponential decay.'),
    points: points
      .optional()
      .describe(
        'Shares of the peak at times after the start, straight lines between; nothing after the last.',
      ),
  }),
  eitherOf('decay', 'points'),
);

const audience = block({
  recipients: whole(1, MOST_RECIPIENTS).describe('How many are told.'),
  openRate: numberAbove(0, 1).describe('Share of the recipients that open, from 0 to 1.'),
  requestsPerOpen: numberAbove(0, MOST_REQUESTS_PER_OPEN)
    .default(1)
    .describe('Requests that each of them brings.'),
});

const KINDS = ['replicas', 'multiplier', 'rps', 'audience'] as const;
type Kinds = Readonly<Partial<Record<(typeof KINDS)[number] | 'curve', unknown>>>;

const countKinds = (given: Kinds): number => KINDS.filter((kind) => given[kind] !== undefined).length;
const COUNT = `[${KINDS.map((kind) => `has(self.${kind})`).join(', ')}].filter(there, there).size()`;

const RULES: readonly SchemaRule<Kinds>[] = [
  {
    cel: `${COUNT} >= 1`,
    holds: (given) => countKinds(given) >= 1,
    message: `expected exactly one of ${KINDS.join(', ')}, got none`,
  },
  {
    cel: `${COUNT} <= 1`,
    holds: (given) => countKinds(given) <= 1,
    message: `expected exactly one of ${KINDS.join(', ')}, got more`,
  },
  {
    cel: '!has(self.replicas) || !has(self.curve)',
    holds: ({ replicas, curve: given }) => replicas === undefined || given === undefined,
    message: 'expected no curve beside replicas, got one',
    field: 'curve',
  },
];

/** A fresh one for each place: what is said of it there is its own. */
export const demandSchema = withRules(
  block({
    replicas: whole(1, MOST_REPLICAS).optional().describe('So many replicas from start to end.'),
    multiplier: numberAbove(0, MOST_TIMES)
      .optional()
      .describe('So many times the minReplicas that the owner of the target wants.'),
    rps: numberAbove(0, MOST_RPS)
      .optional()
      .describe(
        'Requests per second at the peak, on top of the usual load. They become replicas by the annotation forescale.dev/profile of the target.',
      ),
    audience: audience
      .optional()
      .describe('People who are told; how many requests they bring, and when, follows from the curve.'),
    curve: curveSchema
      .optional()
      .describe('How the crowd comes and goes. When left out, the peak lasts from start to end.'),
  }),
  RULES,
);

export type DemandSpec = z.output<typeof demandSchema>;
