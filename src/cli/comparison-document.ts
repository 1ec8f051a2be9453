/** What `--json` prints: a stable document, without timelines. */
import * as z from 'zod';
import type { Comparison, StrategyResult } from '../sim/comparison.ts';
import { roundWhole } from './wording.ts';

const count = z.int().min(0);

const strategy = z.strictObject({
  name: z.enum(['reactive', 'forescale', 'peak']).describe('How the scenario was played.'),
  offeredRequests: count.describe('Requests that were sent.'),
  unservedRequests: count.describe('Requests that no ready pod had room for.'),
  unservedSeconds: count.describe('Seconds in which a request went unserved.'),
  podSeconds: count.describe('Seconds of existence, summed over all pods.'),
  nodeSeconds: count.describe('Seconds of existence, summed over all nodes.'),
  maxReadyReplicas: count.describe('Most pods that were Ready at once.'),
  warmBeforeEventSeconds: z
    .array(z.int().nullable())
    .describe('Per event, how long before it the capacity was warm; negative = late, null = never.'),
  restored: z.boolean().describe("After the last event every target equals its owner's intent."),
  writes: count.describe('Writes of Forescale to the API server.'),
});

export const comparisonDocument = z.strictObject({
  seed: z.int().describe('The same seed and scenario give the same document.'),
  scenario: z.string().describe('What was played, in words.'),
  strategies: z.array(strategy),
  oracle: z.strictObject({ podSeconds: count.describe('The least that serves every request.') }),
});

/** For programs that read the document; published in docs. */
export const comparisonJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(comparisonDocument),
  title: 'Comparison of forescale demo and forescale simulate',
});

export type ComparisonDocument = z.infer<typeof comparisonDocument>;

export function toDocument({ seed, scenario, strategies, oracle }: Comparison): ComparisonDocument {
  return {
    seed,
    scenario,
    strategies: strategies.map(toStrategy),
    oracle: { podSeconds: roundWhole(oracle.podSeconds) },
  };
}

const toStrategy = (result: StrategyResult): ComparisonDocument['strategies'][number] => ({
  name: result.name,
  offeredRequests: roundWhole(result.offeredRequests),
  unservedRequests: roundWhole(result.unservedRequests),
  unservedSeconds: roundWhole(result.unservedSeconds),
  podSeconds: roundWhole(result.podSeconds),
  nodeSeconds: roundWhole(result.nodeSeconds),
  maxReadyReplicas: result.maxReadyReplicas,
  warmBeforeEventSeconds: result.warmBeforeEventSeconds.map((at) => (at === null ? null : roundWhole(at))),
  restored: result.restored,
  writes: result.writes,
});
