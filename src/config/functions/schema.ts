/** The configuration of the functions, in JSON: which clusters there are, and what events may leave to it. */
import * as z from 'zod';
import { capacityConfigSchema } from '../../core/capacity/config.ts';
import { awsRegion, nodeGroupsSchema } from '../../core/capacity/node-group-config.ts';
import { prescaleConfigSchema } from '../../core/prescale/config.ts';
import { block, label, list, number, saying } from '../../core/schema/fields.ts';
import { YEAR_SECONDS } from '../../core/schema/limits.ts';
import { publishedSchema } from '../../core/schema/published.ts';
import { alarmSchema, appSchema } from './template-schema.ts';

const DAY = 86_400;

const matching = (pattern: RegExp, what: string) => z.string(saying(what)).regex(pattern, saying(what));

const roleArn = matching(
  /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  'the ARN of a role such as arn:aws:iam::123456789012:role/forescale',
);

const ADDRESS = 'an https:// address, or an http:// one on loopback';

const endpoint = matching(
  /^(https:\/\/[^\s/?#]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)\/?$/,
  ADDRESS,
).refine((text) => URL.canParse(text), saying(ADDRESS));

const base64 = matching(/^[A-Za-z0-9+/]+={0,2}$/, 'base64 of a PEM certificate, as EKS gives it');

const bus = matching(
  /^(arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/)?[\w./-]{1,256}$/,
  'the name or the ARN of an event bus',
);

const cluster = block({
  name: label.describe('What events and logs call it.'),
  eksName: matching(/^[A-Za-z0-9][\w-]{0,99}$/, 'the name of an EKS cluster')
    .optional()
    .describe('Its name in EKS; when left out, `name`.'),
  region: awsRegion.describe('Where it is.'),
  roleArn: roleArn
    .optional()
    .describe('Role that is assumed to speak to it; when left out, that of the function.'),
  endpoint: endpoint.optional().describe('Its API server; when left out, EKS is asked once per process.'),
  certificateAuthority: base64
    .optional()
    .describe('Who signs for its API server, in base64; when left out, EKS is asked.'),
  namespace: label
    .optional()
    .describe('Of events that name none; when left out, the first of `namespaces`, else `default`.'),
  namespaces: list(label, 'a list of namespaces')
    .default([])
    .describe('Namespaces that are looked at; none = all, which takes a ClusterRole.'),
  nodeGroups: nodeGroupsSchema.describe(
    'Auto Scaling groups that are raised for surges that want nodes ahead of their pods, where the cluster takes no CapacityBuffers; none = no group is ever touched.',
  ),
  requestTimeoutSeconds: number(1, 60)
    .default(5)
    .describe('How long an answer of its API server is waited for.'),
});

export const functionsConfigSchema = block({
  clusters: list(cluster, 'a list of clusters')
    .min(1, saying('at least one cluster'))
    .describe('The clusters that events may be for; one that names none is for all.'),
  bus: bus
    .optional()
    .describe('Where news of surges are sent, by name or ARN; when left out, none are sent.'),
  apps: z
    .record(label, appSchema, saying('templates by the name of an app'))
    .default({})
    .describe('What events leave out, by the `app` that they name.'),
  alarms: z
    .record(z.string(), alarmSchema, saying('templates by the name of an alarm'))
    .default({})
    .describe('What a CloudWatch alarm asks for while it lasts, by its name. Other alarms are ignored.'),
  retentionDays: number(15, YEAR_SECONDS / DAY)
    .default(15)
    .describe(
      'How long the Surge of an event is kept after its end. More than the 14 days that a queue keeps a message: one that comes late must find what later ones said.',
    ),
  prescale: prescaleConfigSchema.prefault({}).describe('As in the configuration of the controller.'),
  capacity: capacityConfigSchema.prefault({}).describe('As in the configuration of the controller.'),
});

export type FunctionsInput = z.output<typeof functionsConfigSchema>;

/** The JSON Schema of what a user writes: for editors, and published in docs. */
export const functionsJsonSchema = (): Readonly<Record<string, unknown>> =>
  publishedSchema(functionsConfigSchema, 'Configuration of the functions');
