/** The configuration of `forescale controller`: every key, what it may be, what it means, its default. */
import * as z from 'zod';
import { capacityConfigSchema } from '../../core/capacity/config.ts';
import { awsRegion, nodeGroupsSchema } from '../../core/capacity/node-group-config.ts';
import { prescaleConfigSchema } from '../../core/prescale/config.ts';
import { block, choice, flag, label, list, number, saying, text, whole } from '../../core/schema/fields.ts';

const HOUR = 3_600;

const port = whole(0, 65_535);

const leaderElection = block({
  enabled: flag
    .default(true)
    .describe(
      'One replica works, the others wait. Without it every replica works, which is safe but costs requests.',
    ),
  leaseName: label.default('forescale').describe('Name of the Lease that the replicas compete for.'),
  leaseNamespace: label.optional().describe('Its namespace; when left out, that of the process.'),
  leaseSeconds: number(1, HOUR)
    .default(15)
    .describe('How long the others wait for a leader that has gone silent.'),
  renewSeconds: number(1, HOUR)
    .default(10)
    .describe(
      'How long a leader tries to renew before it gives up and stops writing. Less than leaseSeconds.',
    ),
  retrySeconds: number(0.1, HOUR)
    .default(2)
    .describe('How long between two tries to get or renew the Lease. Less than renewSeconds.'),
}).superRefine(({ leaseSeconds, renewSeconds, retrySeconds }, context) => {
  const requireLess = (key: string, value: number, than: string, most: number): void => {
    if (value < most) return;
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `expected less than ${than} (${most}), got ${value}`,
    });
  };
  requireLess('renewSeconds', renewSeconds, 'leaseSeconds', leaseSeconds);
  requireLess('retrySeconds', retrySeconds, 'renewSeconds', renewSeconds);
});

const kubernetes = block({
  kubeconfig: text('the name of a file')
    .optional()
    .describe(
      'A kubeconfig file; when left out, KUBECONFIG, ~/.kube/config, or the service account of the Pod.',
    ),
  context: text('the name of a context').optional().describe('Its context; when left out, the current one.'),
  maxSockets: whole(1, 1_000).default(50).describe('Connections to the API server, at most.'),
  requestTimeoutSeconds: number(1, 600).default(30).describe('How long an answer is waited for.'),
});

const server = block({
  host: text('an address').optional().describe('Address to listen on; when left out, all of the machine.'),
  healthPort: port.default(8_081).describe('Port of /healthz and /readyz; 0 = any that is free.'),
  metricsPort: port.default(8_080).describe('Port of /metrics; 0 = any that is free.'),
});

const BUS = /^(arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/)?[\w./-]{1,256}$/;
const busLike = saying('the name or the ARN of an event bus');

const events = block({
  bus: z
    .string(busLike)
    .regex(BUS, busLike)
    .optional()
    .describe(
      'Name or ARN of the bus of EventBridge that news of surges go to; none are sent when left out.',
    ),
  region: label
    .optional()
    .describe('AWS region of the bus; when left out, that of its ARN, or of the environment (AWS_REGION).'),
  cluster: label.optional().describe('What news call this cluster; nothing when left out.'),
});

/** Groups are recorded in the name of a cluster, and are somewhere. */
const capacity = capacityConfigSchema
  .extend({
    cluster: text('the name of a cluster')
      .regex(/^\S+$/, saying('the name of a cluster, without spaces'))
      .optional()
      .describe('Name of this cluster, another one than of any other in the account; only for node groups.'),
    region: awsRegion.optional().describe('Where it is; only for node groups.'),
    nodeGroups: nodeGroupsSchema.describe(
      'Auto Scaling groups that are raised for surges that want nodes ahead of their pods (docs/node-groups.md); in the environment as JSON.',
    ),
  })
  .superRefine(({ cluster, region, nodeGroups }, context) => {
    if (nodeGroups.length === 0) return;
    for (const [key, value] of Object.entries({ cluster, region }))
      if (value === undefined)
        context.addIssue({
          code: 'custom',
          path: [key],
          message: 'expected one where there are nodeGroups, got nothing',
        });
  });

export const controllerConfigSchema = block({
  namespaces: list(label, 'a list of namespaces')
    .default([])
    .describe('Namespaces to watch; none = all, which takes a ClusterRole.'),
  concurrency: whole(1, 1_000)
    .default(1_000)
    .describe('Targets worked on at once; kubernetes.maxSockets bounds their requests.'),
  graceSeconds: number(0, HOUR)
    .default(25)
    .describe('How long a stop may take; less than the terminationGracePeriodSeconds of the Pod.'),
  log: block({
    level: choice(['info', 'warn', 'off'])
      .default('info')
      .describe('The first level that is written: info, warn, or off for nothing.'),
  }).prefault({}),
  server: server.prefault({}),
  kubernetes: kubernetes.prefault({}),
  leaderElection: leaderElection.prefault({}),
  events: events.prefault({}),
  prescale: prescaleConfigSchema.prefault({}),
  capacity: capacity.prefault({}),
});

export type ControllerInput = z.output<typeof controllerConfigSchema>;

/** The JSON Schema of what a user writes: for editors, and published in docs. */
export const controllerJsonSchema = (): Readonly<Record<string, unknown>> => ({
  ...z.toJSONSchema(controllerConfigSchema, { io: 'input' }),
  title: 'Configuration of forescale controller',
});
