/** The custom resource definitions of Forescale, as `manifests/crds` holds them. */
import type * as z from 'zod';
import type { JsonObject } from '../json.ts';
import { surgeSpecSchema } from '../surge/spec-schema.ts';
import { surgeStatusSchema } from '../surge/status-schema.ts';
import { surgeScheduleSpecSchema } from '../surge-schedule/spec-schema.ts';
import { surgeScheduleStatusSchema } from '../surge-schedule/status-schema.ts';
import { structuralSchema } from './structural-schema.ts';

interface Column {
  readonly name: string;
  readonly type: 'string' | 'number' | 'date' | 'boolean';
  readonly jsonPath: string;
  readonly description: string;
  /** Shown with `-o wide` alone. */
  readonly priority?: 1;
}

interface Definition {
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly description: string;
  readonly spec: z.ZodType;
  readonly status: z.ZodType;
  readonly columns: readonly Column[];
}

const AGE: Column = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
  description: 'Since it was made.',
};
/** As texts: a date would be shown as the time since, and is mostly still to come. */
const instantColumn = (name: string, jsonPath: string, description: string): Column => ({
  name,
  type: 'string',
  jsonPath,
  description,
});
const messageColumn = (condition: string): Column => ({
  name: 'Message',
  type: 'string',
  jsonPath: `.status.conditions[?(@.type=="${condition}")].message`,
  description: 'How it stands, in a sentence.',
  priority: 1,
});

const SURGE: Definition = {
  kind: 'Surge',
  plural: 'surges',
  shortNames: ['sur'],
  description:
    'A load that is expected on some targets: when, how much, and what it takes. Forescale raises the floor of each target ahead of it, holds it, and hands the target back as its owner wants it.',
  spec: surgeSpecSchema,
  status: surgeStatusSchema,
  columns: [
    { name: 'Phase', type: 'string', jsonPath: '.status.phase', description: 'How far it is.' },
    instantColumn('Start', '.spec.start', 'When the load begins.'),
    instantColumn('End', '.spec.end', 'When the load is over, where it is given as an instant.'),
    {
      name: 'Seconds',
      type: 'number',
      jsonPath: '.spec.durationSeconds',
      description: 'How long the load lasts, where it is given as a length.',
    },
    messageColumn('Warm'),
    AGE,
  ],
};

const SURGE_SCHEDULE: Definition = {
  kind: 'SurgeSchedule',
  plural: 'surgeschedules',
  shortNames: ['sursched'],
  description:
    'Surges that come again: a cron pattern on the clocks of a time zone. Forescale makes a Surge of each window ahead of it.',
  spec: surgeScheduleSpecSchema,
  status: surgeScheduleStatusSchema,
  columns: [
    { name: 'Cron', type: 'string', jsonPath: '.spec.cron', description: 'When a window starts.' },
    { name: 'Zone', type: 'string', jsonPath: '.spec.zone', description: 'On whose clocks.' },
    { name: 'Suspend', type: 'boolean', jsonPath: '.spec.suspend', description: 'Makes no more surges.' },
    instantColumn('Next', '.status.nextStart', 'When the next window starts.'),
    messageColumn('Accepted'),
    AGE,
  ],
};

const GROUP = 'forescale.dev';

export const surgeDefinition = (): JsonObject => definitionOf(SURGE);
export const surgeScheduleDefinition = (): JsonObject => definitionOf(SURGE_SCHEDULE);

function definitionOf(definition: Definition): JsonObject {
  const { kind, plural, shortNames } = definition;
  const names = { kind, plural, singular: kind.toLowerCase(), shortNames, categories: ['forescale'] };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Namespaced',
      names: { ...names, listKind: `${kind}List` },
      versions: [versionOf(definition)],
    },
  };
}

const versionOf = ({ description, spec, status, columns }: Definition): JsonObject => ({
  name: 'v1alpha1',
  served: true,
  storage: true,
  schema: {
    openAPIV3Schema: {
      description,
      type: 'object',
      required: ['spec'],
      properties: {
        apiVersion: { type: 'string', description: 'The version of this object: forescale.dev/v1alpha1.' },
        kind: { type: 'string', description: 'What this object is.' },
        metadata: { type: 'object' },
        spec: { description: 'What is wanted.', ...structuralSchema(spec) },
        status: { description: 'How it stands. Forescale alone writes it.', ...structuralSchema(status) },
      },
    },
  },
  subresources: { status: {} },
  additionalPrinterColumns: columns.map((column): JsonObject => ({ ...column })),
});
