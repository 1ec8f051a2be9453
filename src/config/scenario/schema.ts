/** The scenario file: every key, what it may be, and its default where that stands on its own. */
import * as z from 'zod';
import { block, choice, instant, lengthAbove, list, saying, text, whole } from '../../core/schema/fields.ts';
import {
  autoscalerSchema,
  controllerManagerSchema,
  metricsSchema,
  nodeGroupSchema,
  workloadSchema,
} from './cluster-schema.ts';
import { hpaSchema } from './hpa-schema.ts';
import { loadSchema } from './load-schema.ts';
import { surgeSchema } from './surge-schema.ts';

const METRICS = ['cpu', 'requests'] as const;
export type MetricChoice = (typeof METRICS)[number];

export const scenarioSchema = block({
  name: text('a title').optional().describe('Title of the report; when left out, the name of the workload.'),
  seed: whole(0, 2 ** 31 - 1)
    .default(1)
    .describe('The same seed plays the same run, byte for byte.'),
  startAt: instant.prefault('2026-01-01T00:00:00Z').describe('The instant at which the simulation begins.'),
  durationSeconds: lengthAbove(0)
    .optional()
    .describe('When left out, half an hour more than the last load and the last surge take.'),
  workload: workloadSchema.describe('What is scaled.'),
  hpa: z
    .union([z.literal('none'), hpaSchema], saying('a block of keys, or none'))
    .prefault({})
    .describe('An autoscaling/v2 spec, or `none` for a Deployment without an HPA.'),
  metric: choice(METRICS)
    .optional()
    .describe(
      'What the HPA sees when hpa.metrics is left out: cpu at 60 % of the request (default), or requests per second at 60 % of requestsPerReplica.',
    ),
  load: loadSchema.prefault({}).describe('What comes in.'),
  nodeGroup: nodeGroupSchema.prefault({}).describe('The nodes, all of one shape.'),
  controllerManager: controllerManagerSchema.prefault({}).describe('Flags of kube-controller-manager.'),
  autoscaler: autoscalerSchema.prefault({}).describe('Flags of Cluster Autoscaler.'),
  metrics: metricsSchema.prefault({}).describe('The metrics pipeline.'),
  surges: list(surgeSchema, 'a list of surges')
    .optional()
    .describe('What Forescale is told ahead; when left out, one surge per push. With [] it is told nothing.'),
  prescale: z
    .record(z.string(), z.unknown(), saying('a block of keys'))
    .default({})
    .describe('Settings of pre-scaling, as in the configuration of the controller.'),
});

export type ScenarioInput = z.output<typeof scenarioSchema>;

/** The JSON Schema of what a user writes: for editors, and published in docs. */
export const scenarioJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(scenarioSchema, { io: 'input' }),
  title: 'Scenario of forescale simulate',
});
